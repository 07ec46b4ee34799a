package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container with all that its definition implies.
 *
 * @param infrastructure the name of the infrastructure that it is part of
 * @param container the definition
 * @param mounts everything that is mounted into it, shared volumes first
 * @param flags its container flags, with those that its features need
 * @param installs what is installed in it, application last
 */
record GuestGoal(
    String infrastructure,
    Container container,
    List<Mount> mounts,
    Map<String, String> flags,
    List<GuestStep> installs) {

  static GuestGoal of(Container container, ValidInfrastructure desired) {
    List<GuestStep> installs = new ArrayList<>();
    for (FeatureUse use : desired.catalog().usesOf(container)) {
      Feature feature = desired.catalog().feature(use.name()).orElseThrow();
      installs.add(install(feature, use, container, desired.infrastructure(), installs));
    }
    container
        .applicationScript()
        .ifPresent(name -> installs.add(application(name, container, installs, desired.catalog())));
    return new GuestGoal(
        desired.infrastructure().name(),
        container,
        desired.mountsOf(container),
        desired.catalog().flagsOf(container),
        List.copyOf(installs));
  }

  /** A feature is installed again when one changes that it requires, on the same container. */
  private static GuestStep install(
      Feature feature,
      FeatureUse use,
      Container container,
      Infrastructure infrastructure,
      List<GuestStep> before) {
    Attributes parameters = feature.complete(use.parameters(), container, infrastructure);
    Script script = feature.script();
    List<Fingerprint> prints = new ArrayList<>(List.of(Fingerprint.of(script, parameters)));
    before.stream()
        .filter(step -> feature.requires().contains(step.name()))
        .forEach(step -> prints.add(step.fingerprint()));
    return new GuestStep.InstallFeature(
        use.name(),
        script,
        parameters,
        prints.size() == 1 ? prints.get(0) : Fingerprint.combined(prints));
  }

  /** The application runs again when its script changes, or anything that it can ask for. */
  private static GuestStep application(
      String name, Container container, Collection<GuestStep> features, FeatureCatalog catalog) {
    Script script = catalog.scripts().application(name).orElseThrow();
    Attributes context = ApplicationContext.of(container, features);
    Attributes inputs =
        Attributes.of("ctid", container.vmid().value())
            .with("entry", ApplicationContext.inputs(context).values())
            .with("installed", features.stream().map(step -> step.fingerprint().text()).toList());
    return new GuestStep.RunApplication(script, context, Fingerprint.of(script, inputs), false);
  }

  /** What stands for everything that is installed in it; a template's snapshot carries it. */
  Fingerprint fingerprint() {
    return Fingerprint.combined(installs.stream().map(GuestStep::fingerprint).toList());
  }

  /** All that is to be done inside of it, in order. */
  List<GuestStep> withHealth() {
    return Stream.concat(installs.stream(), healthSteps().stream()).toList();
  }

  /** The step that waits for the container's health, recorded for what is installed now. */
  List<GuestStep> healthSteps() {
    return container.healthCheck().stream()
        .<GuestStep>map(
            check ->
                new GuestStep.AwaitHealth(
                    check,
                    Fingerprint.combined(
                        List.of(
                            fingerprint(),
                            Fingerprint.of(
                                new Script(GuestStep.AwaitHealth.NAME, check.text()),
                                Attributes.none())))))
        .toList();
  }
}
