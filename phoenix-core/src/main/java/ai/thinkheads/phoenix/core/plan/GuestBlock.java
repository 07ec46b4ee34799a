package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Sheet;
import java.util.Iterator;
import java.util.List;

/** The rows of a plan that speak of one guest: what becomes of it, and what differs. */
final class GuestBlock {

  private static final String MARGIN = "    ";

  private final GuestPlan guest;
  private final boolean withNode;
  private final Sheet sheet;

  /**
   * @param withNode whether its node is worth telling
   */
  GuestBlock(GuestPlan guest, boolean withNode, Sheet sheet) {
    this.guest = guest;
    this.withNode = withNode;
    this.sheet = sheet;
  }

  /** The sign, the number and the name of a guest, as they begin its block. */
  private String label() {
    String node = withNode ? " (" + guest.node() + ")" : "";
    return guest.kind().sign() + " " + guest.vmid() + " " + guest.name() + node;
  }

  void write(boolean withSteps) {
    switch (guest.kind()) {
      case CREATE -> writeWhole("source", Effect.CREATE);
      case DESTROY -> writeWhole("guest", Effect.DESTROY);
      case REPLACE -> writeWhole("guest", Effect.REPLACE);
      case CHANGE, RESTART_PENDING, UNREACHABLE, SKIPPED -> writeChanges();
      case IN_SYNC -> sheet.row(label(), Ink.QUIET, "in sync");
    }
    if (withSteps) {
      writeSteps();
    }
  }

  /** A guest that comes or goes as a whole: one effect for all of it, then its parts. */
  private void writeWhole(String head, Effect effect) {
    String text =
        guest.changes().stream()
            .filter(change -> change.what().equals(head))
            .map(Change::text)
            .findFirst()
            .orElse("");
    sheet.row(ink(effect), label(), text, ink(effect), effect.toString());
    guest.changes().stream()
        .filter(change -> !change.what().equals(head))
        .forEach(change -> writePart(change, effect));
  }

  private void writePart(Change change, Effect whole) {
    boolean harmless =
        change.effect() == whole
            || change.effect() == Effect.LIVE
            || change.effect() == Effect.CREATE;
    String note = harmless ? "" : change.effect().toString();
    sheet.row(Ink.PLAIN, MARGIN + change.what(), change.text(), ink(change.effect()), note);
  }

  private void writeChanges() {
    Iterator<Change> changes = changes(guest).iterator();
    String label = label();
    while (changes.hasNext()) {
      Change change = changes.next();
      String text = (change.what() + " " + change.text()).strip();
      sheet.row(Ink.CHANGED, label, text, ink(change.effect()), change.effect().toString());
      label = "";
    }
    guest
        .rollback()
        .ifPresent(
            rollback ->
                sheet.row(
                    "",
                    Ink.QUIET,
                    "rolled back to snapshot " + rollback.snapshot() + " on failure"));
  }

  /** The changes; when the planner gave none, the steps, so that nothing happens unannounced. */
  static List<Change> changes(GuestPlan guest) {
    return guest.changes().isEmpty()
        ? guest.steps().stream()
            .map(
                step -> new Change(step.action().title(), "(" + step.reason() + ")", step.effect()))
            .toList()
        : guest.changes();
  }

  private void writeSteps() {
    int number = 1;
    for (Step step : guest.steps()) {
      String text = step.action().title() + " (" + step.reason() + ")";
      sheet.row(MARGIN + "step " + number++, Ink.QUIET, text);
    }
    for (Step step : guest.rollback().map(Rollback::steps).orElse(List.of())) {
      String text = step.action().title() + " (" + step.reason() + ")";
      sheet.row(MARGIN + "on failure", Ink.QUIET, text);
    }
  }

  private static Ink ink(Effect effect) {
    return switch (effect) {
      case CREATE -> Ink.CREATED;
      case LIVE -> Ink.PLAIN;
      case NEXT_START, OUT_OF_REACH -> Ink.CHANGED;
      case RESTART, REPLACE, DATA_LOSS, DESTROY, IMPOSSIBLE -> Ink.DANGER;
    };
  }
}
