package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.run.ExecutionListener;
import ai.thinkheads.phoenix.core.run.Failure;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Words;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;

/**
 * Shows a run on a terminal: a line for each guest that is worked on, which changes in place, and
 * one that stays for each guest that is settled.
 */
final class LiveProgress implements Progress, ExecutionListener {

  /** What happens to one guest right now. */
  private static final class Going {
    private final Instant since;
    private String label;
    private String text = "";

    Going(String label, Instant since) {
      this.label = label;
      this.since = since;
    }
  }

  private final LiveArea area;
  private final Terminal terminal;
  private final Page page;
  private final Clock clock;
  private Optional<Ticker> ticker = Optional.empty();
  private final Map<Vmid, Going> going = new LinkedHashMap<>();
  private Instant begin;
  private int total;
  private int settled;

  private LiveProgress(Terminal terminal, Page page, Clock clock) {
    this.terminal = terminal;
    this.area = new LiveArea(terminal);
    this.page = page;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** Takes hold of the lower lines of a terminal, and closes it in the end. */
  static LiveProgress start(Terminal terminal, Page page, Clock clock) {
    LiveProgress progress = new LiveProgress(terminal, page, clock);
    progress.ticker = Optional.of(Ticker.start(progress::refresh));
    return progress;
  }

  @Override
  public ExecutionListener listener() {
    return this;
  }

  @Override
  public synchronized void runStarted(Plan plan) {
    begin = clock.instant();
    total = (int) plan.guests().stream().filter(guest -> !guest.steps().isEmpty()).count();
  }

  @Override
  public synchronized void guestStarted(GuestPlan guest) {
    going.put(guest.vmid(), new Going(guest.vmid() + " " + guest.name(), clock.instant()));
  }

  @Override
  public synchronized void stepStarted(GuestPlan guest, Step step) {
    tell(guest, step.action().title());
  }

  @Override
  public synchronized void stepProgressed(GuestPlan guest, Step step, String text) {
    tell(guest, text);
  }

  private void tell(GuestPlan guest, String text) {
    Going now = going.get(guest.vmid());
    if (now != null) {
      now.text = text;
      refresh();
    }
  }

  @Override
  public synchronized void guestFinished(GuestPlan guest, GuestReport report) {
    Going was = going.remove(guest.vmid());
    if (report.outcome() == Outcome.IN_SYNC) {
      return;
    }
    settled++;
    String time = was == null ? "" : ", " + sinceThen(was.since);
    String reason =
        report.failure().map(Failure::message).map(message -> ": " + message).orElse("");
    String text = guest.vmid() + " " + guest.name() + "  " + report.outcome() + time + reason;
    area.keep(page.ink(ink(report.outcome()), fit(text)));
    refresh();
  }

  private static Ink ink(Outcome outcome) {
    return switch (outcome) {
      case DONE, IN_SYNC -> Ink.GOOD;
      case FAILED, ROLLED_BACK -> Ink.BAD;
      case RESTART_PENDING, UNREACHABLE, SKIPPED, CANCELLED -> Ink.CHANGED;
    };
  }

  @Override
  public synchronized void say(String message) {
    area.keep(page.ink(Ink.STRONG, page.show(message)));
    refresh();
  }

  /** Draws what goes on, with the time that has passed. */
  synchronized void refresh() {
    area.show(lines());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Going guest : going.values()) {
      lines.add(fit("  " + guest.label + "  " + guest.text + "  " + sinceThen(guest.since)));
    }
    lines.add(
        fit(
            "  "
                + settled
                + " of "
                + Words.count(total, "guest")
                + " settled, "
                + sinceThen(begin)));
    return lines;
  }

  private String sinceThen(Instant then) {
    return Words.duration(Duration.between(then, clock.instant()));
  }

  /** One line's worth of the text, so that it never wraps. */
  private String fit(String text) {
    String shown = page.show(text);
    int room = Math.max(10, area.width() - 1);
    return shown.codePointCount(0, shown.length()) <= room
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, room));
  }

  @Override
  public void close() {
    ticker.ifPresent(Ticker::close);
    synchronized (this) {
      area.show(List.of());
    }
    try {
      terminal.close();
    } catch (IOException e) {
      // The terminal is gone; there is nobody left to tell.
      return;
    }
  }
}
