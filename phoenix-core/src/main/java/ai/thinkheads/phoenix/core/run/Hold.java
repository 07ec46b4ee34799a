package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;

/**
 * The right of one run to be the only one that changes a hypervisor, until it is closed. It ends by
 * itself when the process that has it dies, or loses its connection.
 */
public interface Hold extends AutoCloseable {

  /**
   * Makes sure that nobody else can have begun to change the hypervisor.
   *
   * @throws HypervisorException when the hold was lost; then nothing new may be begun
   */
  void check();

  /**
   * Makes sure that nobody else can have begun to change one of its nodes.
   *
   * @throws HypervisorException when the hold on that node was lost; then nothing new may be begun
   *     there
   */
  default void checkAt(String node) {
    check();
  }

  /** Lets others begin. Never fails; closing it again does nothing. */
  @Override
  void close();

  /** The hold on something that nobody else can reach. */
  static Hold unshared() {
    return new Hold() {
      @Override
      public void check() {}

      @Override
      public void close() {}
    };
  }
}
