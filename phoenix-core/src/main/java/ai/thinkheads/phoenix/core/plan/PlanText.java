package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import ai.thinkheads.phoenix.core.text.Words;
import java.util.ArrayList;
import java.util.List;

/** How a plan is shown to people before they approve it. */
public final class PlanText {

  /** So many guests in sync are named one by one; more are only counted. */
  private static final int NAMED_IN_SYNC = 20;

  private final Plan plan;
  private final Page page;
  private final boolean withSteps;

  private PlanText(Plan plan, Page page, boolean withSteps) {
    this.plan = plan;
    this.page = page;
    this.withSteps = withSteps;
  }

  /** What changes, and what that costs. */
  public static String of(Plan plan, Page page) {
    return new PlanText(plan, page, false).text();
  }

  /** What changes, what that costs, and each step with its reason. */
  public static String withSteps(Plan plan, Page page) {
    return new PlanText(plan, page, true).text();
  }

  private String text() {
    String guests = guests();
    return header()
        + "\n"
        + (guests.isEmpty() ? "" : guests + "\n")
        + page.paragraph(Ink.STRONG, footer())
        + problems();
  }

  private String header() {
    String title = "Phoenix plan for " + plan.infrastructure() + " on " + node();
    String totals = totals();
    String line = page.show(title);
    int gap = page.width() - line.length() - totals.length();
    return gap < 4
        ? page.paragraph(Ink.STRONG, title) + page.paragraph(Ink.PLAIN, totals)
        : page.ink(Ink.STRONG, line) + " ".repeat(gap) + totals + "\n";
  }

  private String node() {
    String version = plan.node().pveVersion();
    return plan.node().name() + (version.isEmpty() ? "" : " (Proxmox VE " + version + ")");
  }

  private String totals() {
    List<String> parts = new ArrayList<>();
    parts.add(Words.count(plan.guests().size(), "guest"));
    addCount(parts, GuestPlan.Kind.CREATE, "to create");
    addCount(parts, GuestPlan.Kind.CHANGE, "to change");
    addCount(parts, GuestPlan.Kind.REPLACE, "to replace");
    addCount(parts, GuestPlan.Kind.DESTROY, "to destroy");
    addCount(parts, GuestPlan.Kind.RESTART_PENDING, "waiting for a restart");
    addCount(parts, GuestPlan.Kind.UNREACHABLE, "unreachable");
    addCount(parts, GuestPlan.Kind.SKIPPED, "skipped");
    addCount(parts, GuestPlan.Kind.IN_SYNC, "in sync");
    return String.join(", ", parts);
  }

  private void addCount(List<String> parts, GuestPlan.Kind kind, String words) {
    long count = plan.count(kind);
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  private String guests() {
    Sheet sheet = new Sheet();
    boolean nameInSync = plan.count(GuestPlan.Kind.IN_SYNC) <= NAMED_IN_SYNC;
    for (GuestPlan guest : plan.guests()) {
      if (nameInSync || guest.kind() != GuestPlan.Kind.IN_SYNC) {
        new GuestBlock(guest, plan.spansNodes(), sheet).write(withSteps);
      }
    }
    if (!nameInSync) {
      sheet.row(GuestPlan.Kind.IN_SYNC.sign() + " all others", Ink.QUIET, "in sync");
    }
    return sheet.on(page);
  }

  private String footer() {
    String rest = plan.outOfReach().isEmpty() ? "" : " " + outOfReach() + ".";
    return summary() + rest;
  }

  private String outOfReach() {
    int guests = plan.outOfReach().size();
    return Words.count(guests, "guest") + (guests == 1 ? " is" : " are") + " out of reach";
  }

  private String summary() {
    if (plan.isEmpty() && !plan.outOfReach().isEmpty()) {
      return "Nothing to do for the others.";
    }
    if (plan.guests().isEmpty()) {
      return "Nothing to do: there is no such guest.";
    }
    if (plan.isEmpty() && !plan.replacementsNeeded().isEmpty()) {
      return "Nothing to do without consent: " + unreplaced() + ".";
    }
    if (plan.isEmpty()) {
      return plan.restartsPending().isEmpty()
          ? "Nothing to do: everything is as defined."
          : "Nothing to do: everything is set as defined; " + pending() + ".";
    }
    long restarted = plan.guests().stream().filter(PlanText::isRestarted).count();
    long replaced = plan.count(GuestPlan.Kind.REPLACE);
    long destroyed = plan.losingData().size() - replaced;
    long emptied = replaced + destroyed;
    String data = emptied == 0 ? "no data lost" : "the data in " + emptied + " of them is lost";
    return Words.count(restarted, "restart")
        + ", "
        + replaced
        + " replaced, "
        + destroyed
        + " destroyed, "
        + data
        + (plan.restartsPending().isEmpty() ? "" : "; afterwards " + pending())
        + (plan.replacementsNeeded().isEmpty() ? "" : "; " + unreplaced())
        + ".";
  }

  private String unreplaced() {
    int guests = plan.replacementsNeeded().size();
    return Words.count(guests, "guest")
        + (guests == 1 ? " has" : " have")
        + " to be replaced to be as defined";
  }

  private String pending() {
    return Words.count(plan.restartsPending().size(), "guest")
        + " to be restarted before all of it is in force";
  }

  private static boolean isRestarted(GuestPlan guest) {
    return guest.changes().stream().anyMatch(change -> change.effect() == Effect.RESTART)
        || guest.steps().stream().anyMatch(step -> step.effect() == Effect.RESTART);
  }

  private String problems() {
    if (plan.problems().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    plan.problems().forEach(problem -> text.append(problem(problem)));
    if (!plan.isRunnable()) {
      text.append('\n').append(page.paragraph(Ink.BAD, obstacle()));
    }
    return text.toString();
  }

  private String obstacle() {
    long errors = plan.problems().stream().filter(Problem::isError).count();
    return "It cannot be applied before "
        + (errors == 1 ? "the error above is" : "the " + errors + " errors above are")
        + " mended.";
  }

  private String problem(Problem problem) {
    String lead = problem.isError() ? "error: " : "warning: ";
    String place = problem.location().map(Location::toString).orElse(problem.path());
    String subject = place.isEmpty() ? "" : place + ": ";
    String remedy = problem.remedy().isEmpty() ? "" : "; " + problem.remedy();
    return page.hanging(Ink.PLAIN, lead, subject + problem.message() + remedy);
  }
}
