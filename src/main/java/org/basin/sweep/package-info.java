/**
 * What a sweep file says: the {@link org.basin.sweep.Sweep}, its method and its settings, in their
 * canonical form and as a digest. {@code sweep.read} reads the file.
 */
package org.basin.sweep;
