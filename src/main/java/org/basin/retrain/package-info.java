/**
 * Training chosen trials of a run again: a trial is a function of its sweep, so its row must come
 * out bit for bit. What is made of the trained models is decided by the caller.
 */
package org.basin.retrain;
