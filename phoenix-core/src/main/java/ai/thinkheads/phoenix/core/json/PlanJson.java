package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import java.util.Locale;
import java.util.Map;

/** Plans as JSON. Scripts and parameters of features are left out: they may hold secrets. */
public final class PlanJson {

  /** A plan on several lines; equal plans give equal texts. */
  public static String of(Plan plan) {
    return JsonWriter.pretty(object(plan));
  }

  static JsonObject object(Plan plan) {
    return JsonObject.builder()
        .put("infrastructure", plan.infrastructure())
        .put("node", node(plan.node()))
        .put("empty", plan.isEmpty())
        .put("guests", plan.guests(), PlanJson::guest)
        .put("problems", plan.problems(), ProblemJson::object)
        .build();
  }

  static JsonObject node(NodeFacts node) {
    return JsonObject.builder()
        .put("name", node.name())
        .put("pve_version", node.pveVersion())
        .build();
  }

  private static JsonObject guest(GuestPlan guest) {
    return JsonObject.builder()
        .put("vmid", guest.vmid().value())
        .put("name", guest.name())
        .put("kind", word(guest.kind()))
        .put("after", guest.after(), PlanJson::vmid)
        .put("changes", guest.changes(), PlanJson::change)
        .put("steps", guest.steps(), PlanJson::step)
        .build();
  }

  private static JsonValue vmid(Vmid vmid) {
    return JsonValue.Numeral.of(vmid.value());
  }

  static JsonObject change(Change change) {
    return JsonObject.builder()
        .put("what", change.what())
        .put("text", change.text())
        .put("effect", word(change.effect()))
        .build();
  }

  static JsonObject step(Step step) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("action", word(step.action()))
            .put("title", step.action().title())
            .put("reason", step.reason())
            .put("effect", word(step.effect()));
    if (step.action() instanceof Action.CreateContainer create) {
      json.put("options", options(create.options()));
    } else if (step.action() instanceof Action.Configure configure) {
      json.put("options", options(configure.options()))
          .put("delete", configure.delete(), JsonValue::text);
    }
    return json.build();
  }

  private static JsonObject options(Map<String, String> options) {
    JsonObject.Builder json = JsonObject.builder();
    options.forEach(json::put);
    return json.build();
  }

  /** The name of an action's type in small letters, like {@code clone-container}. */
  private static String word(Action action) {
    String name = action.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private PlanJson() {}
}
