/**
 * The report of a run: one page of HTML that needs nothing from elsewhere. Asks the rows for sums
 * over cells and for counts in bins, never for the rows themselves, so that a page of ten million
 * trials is as large as one of ten thousand. What a chart looks like is said in {@code page.js},
 * what it shows is gathered here.
 */
package org.basin.page;
