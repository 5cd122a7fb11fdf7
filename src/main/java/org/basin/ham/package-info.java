/**
 * Hierarchical associative memories: layers of neurons, each with a Lagrangian, joined by synapses
 * into a hypergraph whose energy falls while its states settle. {@link org.basin.ham.NeuronLayer},
 * {@link org.basin.ham.Synapse} and {@link org.basin.ham.Hypergraph} say what there is, {@link
 * org.basin.ham.Dynamics} moves it, {@link org.basin.ham.Recall} stores and recalls patterns.
 * Written over kernels; knows no engine and no other model family.
 */
package org.basin.ham;
