package org.basin.learn;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;

/**
 * What a sweep wants of a family.
 *
 * @param structures all that the sweep trains
 * @param lanes what the sweep, or its list of points, says of lane hyperparameters
 * @param data what is learned
 * @param engine what the sweep runs on
 * @param starts whether points share what their replicates draw
 */
public record Proposal(
    List<Map<String, Object>> structures,
    Map<String, Setting> lanes,
    Dataset data,
    Engine engine,
    Sweep.Starts starts) {}
