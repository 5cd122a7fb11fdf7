package org.basin.data;

/** Ten figures, each a set of points around the origin that reaches to about distance 1. */
enum Shape {
  DISC {
    @Override
    boolean holds(double x, double y) {
      return x * x + y * y < 0.8;
    }
  },
  RING {
    @Override
    boolean holds(double x, double y) {
      double square = x * x + y * y;
      return square < 1 && square > 0.4;
    }
  },
  SQUARE {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 0.8);
    }
  },
  FRAME {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 0.85) && !inSquare(x, y, 0.52);
    }
  },
  TRIANGLE {
    @Override
    boolean holds(double x, double y) {
      return y < 0.6 && y > 1.85 * Math.abs(x) - 1;
    }
  },
  PLUS {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 1) && (Math.abs(x) < 0.28 || Math.abs(y) < 0.28);
    }
  },
  CROSS {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 0.85) && (Math.abs(x - y) < 0.36 || Math.abs(x + y) < 0.36);
    }
  },
  ROWS {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 0.9) && stripe(y);
    }
  },
  COLUMNS {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 0.9) && stripe(x);
    }
  },
  CHECKER {
    @Override
    boolean holds(double x, double y) {
      return inSquare(x, y, 0.9) && cell(x) != cell(y);
    }
  };

  /** Whether a point is part of the figure; y points down. */
  abstract boolean holds(double x, double y);

  private static boolean inSquare(double x, double y, double half) {
    return Math.abs(x) < half && Math.abs(y) < half;
  }

  /** Three stripes with two gaps. */
  private static boolean stripe(double at) {
    return Math.abs(at) < 0.18 || Math.abs(at) > 0.54;
  }

  /** Which of two colours of three cells side by side. */
  private static boolean cell(double at) {
    return Math.abs(at) < 0.3;
  }
}
