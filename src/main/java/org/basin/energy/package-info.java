/**
 * Energy-based models: nets whose states settle, and the schemes that learn from how a nudge moves
 * the settled state. {@link org.basin.energy.Scheme} is the list of schemes, {@link
 * org.basin.energy.Rule} what each of them does, {@link org.basin.energy.EnergyNet} the state they
 * work on. Written over kernels; knows no engine and no other model family.
 */
package org.basin.energy;
