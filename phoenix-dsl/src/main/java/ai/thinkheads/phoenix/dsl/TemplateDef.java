package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Container;
import java.util.Collection;
import java.util.Map;

/** A template that is fully described: a container that others are cloned from. */
public final class TemplateDef extends GuestDef {

  TemplateDef(
      Container container, Collection<GuestDef> needs, Map<SharedVolumeDef, String> sharedMounts) {
    super(container, needs, sharedMounts);
  }
}
