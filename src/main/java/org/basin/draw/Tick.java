package org.basin.draw;

/**
 * A mark on an axis.
 *
 * @param share how far along the axis, from 0 to 1
 * @param label what is written at it; "" for a mark alone
 */
public record Tick(double share, String label) {}
