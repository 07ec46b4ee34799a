package ai.thinkheads.phoenix.dsl.user;

import static ai.thinkheads.phoenix.core.model.IdMapping.Kind.GROUP;
import static ai.thinkheads.phoenix.core.model.IdMapping.Kind.USER;
import static ai.thinkheads.phoenix.core.model.MountOptions.Flag.DISCARD;
import static ai.thinkheads.phoenix.core.model.MountOptions.Flag.LAZYTIME;
import static ai.thinkheads.phoenix.core.model.MountOptions.Flag.NOATIME;
import static ai.thinkheads.phoenix.core.model.MountOptions.Flag.NODEV;
import static ai.thinkheads.phoenix.core.model.MountOptions.Flag.NOEXEC;
import static ai.thinkheads.phoenix.core.model.MountOptions.Flag.NOSUID;
import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.docker;
import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.FirewallRules.in;
import static ai.thinkheads.phoenix.dsl.FirewallRules.out;
import static ai.thinkheads.phoenix.dsl.HealthChecks.command;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.HealthChecks.nvidiaSmi;
import static ai.thinkheads.phoenix.dsl.HealthChecks.tcp;
import static ai.thinkheads.phoenix.dsl.HealthChecks.unit;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.device;
import static ai.thinkheads.phoenix.dsl.Phoenix.folder;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.sharedVolume;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Phoenix.volume;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.dsl.Units.mib;
import static ai.thinkheads.phoenix.dsl.Units.minutes;
import static ai.thinkheads.phoenix.dsl.Units.seconds;

import ai.thinkheads.phoenix.core.model.FirewallOptions.LogLevel;
import ai.thinkheads.phoenix.core.model.FirewallRule.Action;
import ai.thinkheads.phoenix.core.model.IdMapping;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.MountIdmap;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.SharedVolumeDef;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An infrastructure that uses every word of the DSL. */
final class EveryWord {

  // @formatter:off
  static Infrastructure infrastructure() {
    SharedVolumeDef models = sharedVolume("models", "/tank/models").owner(100_000, 100_000);
    SharedVolumeDef unused = sharedVolume("unused", "/tank/unused");

    TemplateDef base = template(900, "base", image("local:vztmpl/debian-12.tar.zst"), t -> t
        .cores(2).memory(gib(2)).swap(mib(512)).disk("local-zfs", gib(8))
        .network(net("eth0").bridge("vmbr0").ip("10.0.0.200/24").gateway("10.0.0.1").mac("52:54:00:AA:BB:CC"))
        .nameserver("10.0.0.1", "fd00::1")
        .privileged().nesting().keyctl().fuse().flag("mount", "nfs;cifs")
        .install(baseSetup(), docker())
        .snapshot("base-snapshot"));

    ContainerDef gateway = container(953, "gateway", base, c -> c
        .network(net("eth0").bridge("vmbr0").dhcp(), net("eth1").bridge("vmbr1").manual())
        .startAtBoot().bootOrder(1).bootDelay(minutes(1))
        .firewall(
            in().accept().tcp(80, 443),
            in().drop().protocol("udp", "5000:5010").from("10.0.0.0/24").via("net0").comment("noise"),
            out().reject().icmp().to(base))
        .portainerRole(PortainerRole.INFRASTRUCTURE));

    ContainerDef app = container(950, "app", base, c -> c
        .disk(gib(16)).unprivileged().dependsOn(gateway).gpus(0, 1)
        .network(net("eth0").bridge("vmbr0").ip("10.0.0.150/24"))
        .install(feature("mine").with("key", "value").with("list", List.of(1, "two")))
        .applicationScript("app.sh")
        .healthCheck(command("test -e /ready").and(http("http://localhost/")).and(tcp(80)).and(unit("ready")).and(nvidiaSmi()).retries(7).every(seconds(2)).within(seconds(540)))
        .firewall(in().accept().udp(53)).firewallOff()
        .port(8000).port(9443, 443)
        .mount(models, "/models")
        .mount(folder("/tank/app").uid(1000).gid(1001), "/app")
        .mount(volume("local-zfs", gib(4)).named("data"), "/data")
        .portainerRole(PortainerRole.SERVER)
        .extra("remark", Map.of("b", 1, "a", true)));

    ContainerDef agent = container(951, "agent", base, c -> c
        .network(net("eth0").bridge("vmbr0").dhcp()).startAtBoot(false)
        .portainerRole(PortainerRole.AGENT));

    ContainerDef plain = container(952, "plain", base, c -> c
        .network(net("eth0").bridge("vmbr0").dhcp())
        .portainerRole(PortainerRole.NONE));

    ContainerDef optioned = container(954, "optioned", base, c -> c
        .architecture("amd64").consoleMode("shell").console(true).cpuLimit(2.5).cpuUnits(50).debug(false)
        .description("# For the team\n\n100 %").entrypoint("/sbin/init").hookScript("local:snippets/hook.pl")
        .osType("debian").protection(true).searchDomains("example.org", "example.com").tags("gpu", "AI")
        .timezone("Europe/Berlin").terminals(3)
        .device(device("/dev/kvm"), device("/dev/dri/renderD128").mode("0660").uid(0).gid(104).denyWrite())
        .lxc("lxc.mount.auto", "proc:rw").idmap(USER, 0, 100_000, 65_536).idmap(GROUP, 0, 100_000, 65_536)
        .environment("LANG", "C.UTF-8").pool("production").node("pve2").rollbackOnFailure(false)
        .startAtBoot().stopDelay(seconds(90))
        .diskOptions(m -> m.flags(DISCARD, LAZYTIME).acl(true).replicate(false))
        .network(
            net("eth0").bridge("vmbr0").manual().ipv6("fd00::5/64").gateway6("fd00::1").mtu(1450).vlan(20)
                .trunks(30, 31).firewall(true).rate(12.5).linkDown(false).hostManaged(false),
            net("eth1").bridge("vmbr0").dhcp().ipv6Auto(),
            net("eth2").bridge("vmbr0").dhcp().ipv6Dhcp(),
            net("eth3").bridge("vmbr0").dhcp().ipv6Manual())
        .mount(folder("/tank/shared").options(m -> m.readOnly(true).shared(true).flags(NODEV, NOSUID)), "/shared")
        .mount(
            volume("local-zfs", gib(4)).options(m -> m
                .backup(true).quota(true).keepAttributes(true).flags(NOATIME, NOEXEC)
                .idmap(new MountIdmap(List.of(new IdMapping(USER, 1000, 1000, 1), new IdMapping(GROUP, 1000, 1000, 1))))),
            "/data")
        .firewallOptions(o -> o
            .policyIn(Action.REJECT).policyOut(Action.ACCEPT)
            .dhcp(true).ipfilter(true).macfilter(false).ndp(true).radv(false)
            .logIn(LogLevel.INFO).logOut(LogLevel.NOLOG)));

    List<ContainerDef> loggers = new ArrayList<>();
    for (LogLevel level : LogLevel.values()) {
      loggers.add(container(960 + loggers.size(), "logger-" + level.word(), base, c -> c
          .network(net("eth0").bridge("vmbr0").dhcp())
          .firewallOptions(o -> o.logIn(level))));
    }

    return Phoenix.infrastructure("every-word", i -> i
        .guests(app, agent, optioned).guests(List.of(plain)).guests(loggers).rollbackOnFailure(true)
        .sharedVolume(unused)
        .nvidiaDriver("580.76.05")
        .nvidiaRepository("https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/")
        .nvidiaRunfile("https://us.download.nvidia.com/XFree86/Linux-x86_64/580.76.05/NVIDIA-Linux-x86_64-580.76.05.run")
        .setting("timezone", "Europe/Berlin")
        .extra("remark", "all of it"));
  }

  // @formatter:on

  private EveryWord() {}
}
