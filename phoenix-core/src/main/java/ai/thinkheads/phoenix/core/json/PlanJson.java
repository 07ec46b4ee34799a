package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import java.util.Locale;

/** Plans as JSON. Scripts and parameters of features are left out: they may hold secrets. */
public final class PlanJson {

  /** A plan on several lines; equal plans give equal texts. */
  public static String of(Plan plan) {
    return JsonWriter.pretty(object(plan));
  }

  /** A plan on one line, without a line break. */
  public static String lineOf(Plan plan) {
    return JsonWriter.oneLine(object(plan));
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
    JsonObject.Builder object =
        JsonObject.builder()
            .put("vmid", guest.vmid().value())
            .put("name", guest.name())
            .put("node", guest.node())
            .put("kind", word(guest.kind()))
            .put("after", guest.after(), PlanJson::vmid)
            .put("changes", guest.changes(), PlanJson::change)
            .put("steps", guest.steps(), PlanJson::step);
    guest.rollback().ifPresent(undo -> object.put("rollback", undo.steps(), PlanJson::step));
    return object.build();
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
    return JsonObject.builder()
        .put("title", step.action().title())
        .put("node", step.node())
        .put("reason", step.reason())
        .put("effect", word(step.effect()))
        .put("action", ActionJson.object(step.action()))
        .build();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private PlanJson() {}
}
