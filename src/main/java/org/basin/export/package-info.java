/**
 * Hands a run on to other tools: its best configurations, and the layout of MLflow's file store.
 * Reads committed rows and writes files outside of the run.
 */
package org.basin.export;
