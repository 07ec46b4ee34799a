package ai.thinkheads.phoenix.testing.crash;

/**
 * Where a run breaks off.
 *
 * @param kind what breaks
 * @param number which command of the run, or which change of a file of the node, counted from 0
 */
record Point(Kind kind, int number) {

  /** What breaks, and what of the run goes on. */
  enum Kind {
    /** Phoenix dies, or the network for good, before a command reaches the node. */
    DEAD_BEFORE_COMMAND(true, true),
    /** Phoenix dies, or the network for good, after a command was done and before it was told. */
    DEAD_AFTER_COMMAND(true, true),
    /** The connection breaks before a command reaches the node; the run connects again. */
    CUT_BEFORE_COMMAND(true, false),
    /** The connection breaks after a command was done; the run connects again. */
    CUT_AFTER_COMMAND(true, false),
    /** The node dies between two changes of files. */
    DEAD_BEFORE_CHANGE(false, true),
    /** The command on the node is killed between two changes of files; the run goes on. */
    KILLED_BEFORE_CHANGE(false, false);

    private final boolean ofCommand;
    private final boolean forGood;

    Kind(boolean ofCommand, boolean forGood) {
      this.ofCommand = ofCommand;
      this.forGood = forGood;
    }

    /** Whether commands are counted, not changes of files. */
    boolean isOfCommand() {
      return ofCommand;
    }

    /** Whether nothing reaches the node any more. */
    boolean isForGood() {
      return forGood;
    }
  }

  @Override
  public String toString() {
    return kind + " " + number;
  }
}
