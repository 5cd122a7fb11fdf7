/**
 * Training one block: the registry of models, the block runner and its columns of results. Plain
 * Java; a loop over blocks here gives the same rows as Spark.
 */
package org.basin.trial;
