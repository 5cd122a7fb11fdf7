/**
 * Drawing: numbers and tables as text, charts as SVG, pages as HTML, pictures as PNG. Draws what it
 * is given; knows neither Spark nor a sweep, a run or a trial.
 */
package org.basin.draw;
