/**
 * What every command stands on: exit codes, the streams it prints to, what is said when something
 * goes wrong, and Hadoop and Spark as they are reached from here. Knows no command.
 */
package org.basin.cli.process;
