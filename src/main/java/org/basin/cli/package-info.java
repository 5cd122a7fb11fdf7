/**
 * The command line: thin picocli commands that read arguments, call the packages above and print.
 * Results go to stdout, progress and complaints to stderr. Nothing may import this package.
 */
package org.basin.cli;
