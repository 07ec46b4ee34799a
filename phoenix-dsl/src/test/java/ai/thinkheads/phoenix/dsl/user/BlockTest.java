package ai.thinkheads.phoenix.dsl.user;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.FirewallRules.in;
import static ai.thinkheads.phoenix.dsl.HealthChecks.command;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.folder;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Phoenix.volume;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.dsl.Units.mib;
import static ai.thinkheads.phoenix.dsl.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.GuestBlock;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.TemplateBlock;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BlockTest {

  private static final NetworkDef LAN = net("eth0").bridge("vmbr0").dhcp();

  /** One call for each word, all of which can be said of a template. */
  private static final List<Consumer<TemplateBlock>> WORDS =
      List.of(
          t -> t.cores(2),
          t -> t.memory(gib(2)),
          t -> t.swap(mib(512)),
          t -> t.disk("local-zfs", gib(8)),
          t -> t.network(LAN),
          t -> t.nameserver("10.0.0.1"),
          t -> t.privileged(),
          t -> t.nesting(),
          t -> t.gpus(0),
          t -> t.startAtBoot(false),
          t -> t.bootOrder(3),
          t -> t.bootDelay(seconds(30)),
          t -> t.install(baseSetup()),
          t -> t.applicationScript("app.sh"),
          t -> t.healthCheck(command("true")),
          t -> t.firewall(in().accept().tcp(22)),
          t -> t.firewallOff(),
          t -> t.port(80),
          t -> t.mount(folder("/tank/data"), "/data"),
          t -> t.mount(volume("local-zfs", gib(4)), "/volume"),
          t -> t.portainerRole(PortainerRole.AGENT),
          t -> t.extra("remark", "x"),
          t -> t.snapshot("base-snapshot"));

  @Test
  void call_order_never_matters() {
    Container declared = inOrder(WORDS).container();
    Random random = new Random(20260916);

    for (int round = 0; round < 100; round++) {
      List<Consumer<TemplateBlock>> shuffled = new ArrayList<>(WORDS);
      Collections.shuffle(shuffled, random);

      assertThat(inOrder(shuffled).container()).isEqualTo(declared);
    }
  }

  private static TemplateDef inOrder(List<Consumer<TemplateBlock>> words) {
    return template(
        900,
        "base",
        image("local:vztmpl/debian-12.tar.zst"),
        t -> words.forEach(word -> word.accept(t)));
  }

  @Test
  void a_clone_is_like_its_source_where_nothing_else_is_said() {
    TemplateDef base = inOrder(WORDS);

    Container clone = container(950, "clone", base, c -> c.network(LAN)).container();

    assertThat(clone)
        .isEqualTo(
            Container.builder(clone.vmid(), "clone", clone.source(), base.container().rootDisk())
                .cores(2)
                .memory(gib(2))
                .swap(mib(512))
                .nameservers(base.container().nameservers())
                .unprivileged(false)
                .flags(base.container().flags())
                .networks(clone.networks())
                .build());
  }

  @Test
  void a_clone_differs_from_its_source_where_something_else_is_said() {
    TemplateDef base = inOrder(WORDS);

    Container clone =
        container(
                950,
                "clone",
                base,
                c -> c.network(LAN).disk(gib(128)).flag("nesting", "0").nameserver("1.1.1.1"))
            .container();

    assertThat(clone.rootDisk()).isEqualTo(new RootDisk("local-zfs", gib(128)));
    assertThat(clone.flags()).containsOnly(entry("nesting", "0"));
    assertThat(clone.nameservers()).hasToString("[1.1.1.1]");
  }

  @Test
  void a_container_can_have_no_network_when_that_is_said() {
    Container lonely =
        container(950, "lonely", inOrder(WORDS), c -> c.withoutNetwork()).container();

    assertThat(lonely.networks()).isEmpty();
  }

  @Test
  void one_method_serves_templates_and_containers_alike() {
    TemplateDef base =
        template(
            900,
            "base",
            image("local:vztmpl/debian-12.tar.zst"),
            t -> small(t).disk("local-zfs", gib(8)).snapshot("base-snapshot"));

    ContainerDef clone = container(950, "clone", base, c -> small(c).port(80));

    assertThat(clone.container().memory()).isEqualTo(base.container().memory()).isEqualTo(gib(1));
  }

  private static <B extends GuestBlock<B>> B small(B guest) {
    return guest.cores(1).memory(gib(1)).network(LAN);
  }
}
