package ai.thinkheads.phoenix.examples;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.feature.Parameters;
import ai.thinkheads.phoenix.core.feature.Script;
import java.util.Set;

/** A greeting for everybody who logs in. */
// @formatter:off
public final class MotdFeature implements Feature {
  private static final Script SCRIPT = new Script("motd.sh", """
      apply() { write_file /etc/motd <<<"${param_greeting:0:param_width}"; }
      verify() { test -s /etc/motd; }
      """);

  @Override public String name() { return "motd"; }
  @Override public String summary() { return "a greeting for everybody who logs in"; }
  @Override public Script script() { return SCRIPT; }
  @Override public Set<String> requires() { return Set.of("base_setup"); }
  @Override public Parameters parameters() { return Parameters.of(
      Parameter.text("greeting", "what is said").orElse("Welcome"),
      Parameter.whole("width", 20, 200, "how much of it is said, in characters").orElse(80)); }
}
// @formatter:on
