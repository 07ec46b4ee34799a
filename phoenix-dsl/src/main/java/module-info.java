/** The fluent, typed Java DSL of Phoenix. */
module ai.thinkheads.phoenix.dsl {
  requires transitive ai.thinkheads.phoenix.core;
  requires static transitive org.jspecify;

  exports ai.thinkheads.phoenix.dsl;
}
