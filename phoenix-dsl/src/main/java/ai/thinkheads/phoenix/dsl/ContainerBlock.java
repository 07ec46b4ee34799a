package ai.thinkheads.phoenix.dsl;

/** What is said about a container between the braces of {@link Phoenix#container}. */
public final class ContainerBlock extends GuestBlock<ContainerBlock> {

  ContainerBlock(Draft draft) {
    super(draft);
  }

  ContainerDef close() {
    return draft().close(ContainerDef::new);
  }

  @Override
  ContainerBlock self() {
    return this;
  }
}
