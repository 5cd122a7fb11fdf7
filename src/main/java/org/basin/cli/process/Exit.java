package org.basin.cli.process;

/** Exit codes, which scripts rely on. */
public final class Exit {

  /** Done. */
  public static final int DONE = 0;

  /** An error of Basin itself, or a verification that failed. */
  public static final int ERROR = 1;

  /** The person's mistake: usage, sweep file, data, directory. */
  public static final int MISTAKE = 2;

  /** Done, but some trials FAILED. */
  public static final int SOME_FAILED = 3;

  /** Another process holds the run: EX_TEMPFAIL of sysexits.h, try again later. */
  public static final int HELD = 75;

  private Exit() {}
}
