/** Model, JSON, validation, dependency graph, planner and runner of Phoenix. */
module ai.thinkheads.phoenix.core {
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires inet.ipaddr;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports ai.thinkheads.phoenix.core;
  exports ai.thinkheads.phoenix.core.feature;
  exports ai.thinkheads.phoenix.core.graph;
  exports ai.thinkheads.phoenix.core.json;
  exports ai.thinkheads.phoenix.core.model;
  exports ai.thinkheads.phoenix.core.plan;
  exports ai.thinkheads.phoenix.core.problem;
  exports ai.thinkheads.phoenix.core.run;
  exports ai.thinkheads.phoenix.core.state;
  exports ai.thinkheads.phoenix.core.text;
  exports ai.thinkheads.phoenix.core.validate;

  uses ai.thinkheads.phoenix.core.feature.Feature;
}
