package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.plan.Finding;
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
            .put("guests", status.guests(), guest -> guest(guest, status))
            .build());
  }

  private static JsonObject guest(GuestStatus guest, Status status) {
    return JsonObject.builder()
        .put("vmid", guest.vmid().value())
        .put("name", guest.name())
        .put("node", guest.node())
        .put("presence", PlanJson.word(guest.presence()))
        .put("standing", PlanJson.word(guest.standing()))
        .put("in_sync", guest.isInSync())
        .put("changes", guest.changes(), PlanJson::change)
        .putIf("findings", status.findings(guest.vmid()), StatusJson::finding)
        .build();
  }

  private static JsonObject finding(Finding finding) {
    return JsonObject.builder()
        .put("name", finding.name())
        .put("state", PlanJson.word(finding.state()))
        .put("text", finding.text())
        .build();
  }

  private StatusJson() {}
}
