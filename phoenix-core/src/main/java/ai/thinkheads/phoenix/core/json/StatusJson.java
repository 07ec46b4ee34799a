package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.plan.GuestStatus;
import ai.thinkheads.phoenix.core.plan.Status;

/** The standing of guests as JSON. */
public final class StatusJson {

  /** The standing of all guests on several lines. */
  public static String of(Status status) {
    return JsonWriter.pretty(
        JsonObject.builder()
            .put("infrastructure", status.infrastructure())
            .put("node", PlanJson.node(status.node()))
            .put("guests", status.guests(), StatusJson::guest)
            .build());
  }

  private static JsonObject guest(GuestStatus guest) {
    return JsonObject.builder()
        .put("vmid", guest.vmid().value())
        .put("name", guest.name())
        .put("node", guest.node())
        .put("presence", PlanJson.word(guest.presence()))
        .put("standing", PlanJson.word(guest.standing()))
        .put("in_sync", guest.isInSync())
        .put("changes", guest.changes(), PlanJson::change)
        .build();
  }

  private StatusJson() {}
}
