package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Container;
import java.util.Collection;
import java.util.Map;

/** A container that is fully described. */
public final class ContainerDef extends GuestDef {

  ContainerDef(
      Container container, Collection<GuestDef> needs, Map<SharedVolumeDef, String> sharedMounts) {
    super(container, needs, sharedMounts);
  }
}
