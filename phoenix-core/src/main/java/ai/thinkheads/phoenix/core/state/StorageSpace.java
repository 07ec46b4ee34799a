package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.ByteSize;

/**
 * How full a storage is.
 *
 * @param total what it can hold
 * @param used what is in use of it
 */
public record StorageSpace(ByteSize total, ByteSize used) {

  /** What is left of it. */
  public ByteSize free() {
    return new ByteSize(Math.max(0, total.bytes() - used.bytes()));
  }
}
