/**
 * The live page: sliders whose moves train a trial at once, and a map that trains what is in view.
 * A server on 127.0.0.1 alone, which trains with {@link org.basin.trial.BlockRunner} on the
 * machine's cores; it knows no Spark, stores nothing, and no other package knows its library.
 */
package org.basin.explore;
