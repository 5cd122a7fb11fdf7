/**
 * Two runs side by side: what differs in their sweeps, in the rows of equal trials and in what they
 * come to. Reads both tables once, in one order, and holds no rows but the few that are shown.
 */
package org.basin.compare;
