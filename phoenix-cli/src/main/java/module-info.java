/** The phoenix command, for the two JSON files and for a user's own Java class. */
module ai.thinkheads.phoenix.cli {
  requires transitive ai.thinkheads.phoenix.core;
  requires ai.thinkheads.phoenix.proxmox;
  requires ai.thinkheads.phoenix.testing;
  requires info.picocli;
  requires org.jline.terminal;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports ai.thinkheads.phoenix.cli;

  opens ai.thinkheads.phoenix.cli to
      info.picocli;
}
