package org.basin.space;

import java.io.Serializable;
import java.util.Map;

/**
 * One value for every structural hyperparameter that the sweep sets, fixed or varied: all that
 * decides a code path. Hyperparameters that the sweep leaves out are absent and take their standard
 * value in the model.
 *
 * @param values by name; the Java types of {@link org.basin.sweep.Hyperparameter.Type}
 */
public record Structure(Map<String, Object> values) implements Serializable {}
