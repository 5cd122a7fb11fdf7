/**
 * Words and numbers as a sweep file writes them: decimals that read back as the same number,
 * quotes, characters that cannot be seen, and the valid name nearest to a misspelt one. Knows
 * neither sweeps nor YAML.
 */
package org.basin.sweep.text;
