/**
 * Functions that a sweep file writes down: their text, their derivatives, and what engines compute
 * of them. Knows the language of conditions and the programs of engines; neither sweeps nor models.
 */
package org.basin.formula;
