package org.basin.cli;

/** Exit codes, which scripts rely on. */
final class Exit {

  /** Done. */
  static final int DONE = 0;

  /** An error of Basin itself, or a verification that failed. */
  static final int ERROR = 1;

  /** The person's mistake: usage, sweep file, data, directory. */
  static final int MISTAKE = 2;

  /** Done, but some trials FAILED. */
  static final int SOME_FAILED = 3;

  /** Another process holds the run: EX_TEMPFAIL of sysexits.h, try again later. */
  static final int HELD = 75;

  private Exit() {}
}
