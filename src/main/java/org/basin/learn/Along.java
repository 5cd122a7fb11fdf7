package org.basin.learn;

import java.util.Optional;
import org.basin.learn.History.Moment;

/** Whether a metric can be kept along a training, and when its numbers are taken. */
public enum Along {
  /** It has no value before the training ends. */
  NEVER(false, null),
  /** After epochs. */
  ALWAYS(true, Moment.AFTER),
  /** After epochs, where a sweep names it: it costs time to measure. */
  NAMED(false, Moment.AFTER),
  /** In epochs, before their changes. */
  BEFORE(true, Moment.BEFORE),
  /** After steps of what is done with the trained model. */
  MEASURING(true, Moment.MEASURING);

  private final boolean standard;
  private final Moment moment;

  Along(boolean standard, Moment moment) {
    this.standard = standard;
    this.moment = moment;
  }

  /** How a metric is kept. */
  Optional<History> history(String metric, String text) {
    return this == NEVER
        ? Optional.empty()
        : Optional.of(new History(metric, text, standard, moment));
  }
}
