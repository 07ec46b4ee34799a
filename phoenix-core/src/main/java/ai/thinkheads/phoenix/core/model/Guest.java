package ai.thinkheads.phoenix.core.model;

/** A container or virtual machine that shall exist. */
public sealed interface Guest permits Container {

  /** Its number, unique in the cluster. */
  Vmid vmid();

  /** Its name, which is also its host name. */
  String name();
}
