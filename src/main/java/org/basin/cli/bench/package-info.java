/** The commands of {@code bench}, which print the speed tables. */
package org.basin.cli.bench;
