package ai.thinkheads.phoenix.testing.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on by a second whenever it is read, so that no two moments are the same. */
final class SteppingClock extends Clock {

  private final AtomicLong next;

  SteppingClock(Instant start) {
    next = new AtomicLong(start.getEpochSecond());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the simulated node lives in UTC");
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(next.getAndIncrement());
  }
}
