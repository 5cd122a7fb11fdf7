/**
 * Driving a sweep: wave after wave is trained by Spark, committed by the store and reported on one
 * line of progress, until every position is done or the run is stopped. Decides when to stop; how
 * large waves are, what a trial computes, what a row looks like and what makes a wave count are
 * decided in the packages above.
 */
package org.basin.run;
