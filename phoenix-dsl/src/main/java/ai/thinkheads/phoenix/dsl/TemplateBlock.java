package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Container;

/** What is said about a template between the braces of {@link Phoenix#template}. */
public final class TemplateBlock extends GuestBlock<TemplateBlock> {

  TemplateBlock(Draft draft) {
    super(draft);
    draft.require("snapshot", "takes no snapshot", "add .snapshot(...)");
  }

  /**
   * The snapshot that others are cloned from, taken once all is installed: 2 to 40 letters, digits,
   * {@code -} and {@code _}; mandatory.
   */
  public TemplateBlock snapshot(String name) {
    return say("snapshot", name, Container.Builder::templateSnapshot);
  }

  TemplateDef close() {
    return draft().close(TemplateDef::new);
  }

  @Override
  TemplateBlock self() {
    return this;
  }
}
