package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Redaction;

/**
 * One difference between what shall be and what is.
 *
 * @param what what differs, like {@code memory}
 * @param text how, for people, like {@code 2 GiB → 4 GiB}
 * @param effect when the change is felt, and what it costs
 */
public record Change(String what, String text, Effect effect) {

  /** Hides what is secret in the text. */
  public Change {
    text = Redaction.shown(what, text);
  }
}
