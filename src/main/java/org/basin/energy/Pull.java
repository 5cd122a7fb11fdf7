package org.basin.energy;

/** The nudging of a phase, made of the hyperparameter β. */
enum Pull {
  /** -β: away from the label. */
  AWAY {
    @Override
    double of(double beta) {
      return -beta;
    }
  },
  /** 0: no label at all. */
  NONE {
    @Override
    double of(double beta) {
      return 0;
    }
  },
  /** β: towards the label. */
  TOWARDS {
    @Override
    double of(double beta) {
      return beta;
    }
  },
  /** 1: onto the label. */
  WHOLE {
    @Override
    double of(double beta) {
      return 1;
    }
  };

  abstract double of(double beta);
}
