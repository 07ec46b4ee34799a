/** What tests of Phoenix definitions use: assertions, and a simulated Proxmox node. */
module ai.thinkheads.phoenix.testing {
  requires transitive ai.thinkheads.phoenix.core;
  requires transitive ai.thinkheads.phoenix.proxmox;
  requires transitive org.assertj.core;
  requires com.google.common.jimfs;
  requires org.apache.sshd.osgi;
  requires org.slf4j;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports ai.thinkheads.phoenix.testing;
  exports ai.thinkheads.phoenix.testing.sim;
}
