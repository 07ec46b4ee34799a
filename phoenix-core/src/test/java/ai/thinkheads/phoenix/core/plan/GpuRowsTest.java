package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a container is given for its GPUs, by version of Proxmox and numbers of the devices. */
class GpuRowsTest {

  private static final String GPU_0 =
      """
      lxc.cgroup2.devices.allow: c 195:0 rwm
      lxc.mount.entry: /dev/nvidia0 dev/nvidia0 none bind,optional,create=file
      """;
  private static final String GPU_1 =
      """
      lxc.cgroup2.devices.allow: c 195:1 rwm
      lxc.mount.entry: /dev/nvidia1 dev/nvidia1 none bind,optional,create=file
      """;
  private static final String UVM =
      """
      lxc.cgroup2.devices.allow: c 511:0 rwm
      lxc.mount.entry: /dev/nvidia-uvm dev/nvidia-uvm none bind,optional,create=file
      """;

  @Test
  void where_there_are_no_options_for_devices_rows_give_them_with_the_numbers_of_the_node() {
    SortedMap<String, String> made = desired(gpus(0, 1), Map.of(), "8.0.4", 511);

    assertThat(rows(made)).isEqualTo(GPU_0 + GPU_1 + UVM);
    assertThat(made)
        .doesNotContainKey("dev0")
        .containsEntry("description", "<!-- phoenix: gpu:195:0 gpu:195:1 gpu:511:0 -->");
  }

  @Test
  void where_there_are_options_they_give_them() {
    SortedMap<String, String> made = desired(gpus(0), Map.of(), "8.1.3", 511);

    assertThat(made)
        .containsEntry("dev0", "/dev/nvidia0,mode=0666")
        .containsEntry("dev1", "/dev/nvidia-uvm,mode=0666")
        .doesNotContainKey("lxc");
  }

  @Test
  void what_is_given_is_not_given_again() {
    SortedMap<String, String> made = desired(gpus(0, 1), Map.of(), "8.0.4", 511);

    assertThat(desired(gpus(0, 1), made, "8.0.4", 511)).isEqualTo(made);
  }

  @Test
  void what_rows_give_stays_in_rows_when_the_node_gets_options() {
    SortedMap<String, String> made = desired(gpus(0), Map.of(), "8.0.4", 511);
    Map<String, String> byHand =
        Map.of(
            "lxc",
            """
            lxc.cap.drop: sys_time
            lxc.cgroup2.devices.allow: c 195:* rw
            lxc.mount.entry: /dev/nvidia0   dev/nvidia0 none bind,optional,create=file
            lxc.cgroup2.devices.allow: a
            lxc.mount.entry: /srv srv none bind
            lxc.mount.entry: /dev/nvidia-uvm dev/nvidia-uvm none bind
            """);

    assertThat(desired(gpus(0), made, "9.1.1", 511)).isEqualTo(made);
    assertThat(desired(gpus(0), byHand, "9.1.1", 511)).containsAllEntriesOf(byHand);
  }

  @Test
  void only_what_is_no_longer_assigned_is_taken_away() {
    SortedMap<String, String> both = desired(gpus(0, 1), Map.of(), "8.0.4", 511);
    both.merge(
        "lxc",
        "lxc.mount.entry: /srv srv none bind\nlxc.cgroup2.devices.allow: c 10:232 rwm",
        (one, more) -> more + "\n" + one);

    SortedMap<String, String> one = desired(gpus(1), both, "8.0.4", 511);
    SortedMap<String, String> none = desired(gpus(), one, "8.0.4", 511);

    String foreign =
        """
        lxc.mount.entry: /srv srv none bind
        lxc.cgroup2.devices.allow: c 10:232 rwm
        """;
    assertThat(rows(one)).isEqualTo(foreign + GPU_1 + UVM);
    assertThat(one).containsEntry("description", "<!-- phoenix: gpu:195:1 gpu:511:0 -->");
    assertThat(rows(none)).isEqualTo(foreign);
    assertThat(none).doesNotContainKey("description");
  }

  @Test
  void a_driver_that_got_another_number_is_allowed_by_that() {
    SortedMap<String, String> made = desired(gpus(0), Map.of(), "8.0.4", 511);

    SortedMap<String, String> later = desired(gpus(0), made, "8.0.4", 507);

    assertThat(rows(later).lines())
        .contains("lxc.cgroup2.devices.allow: c 507:0 rwm")
        .doesNotContain("lxc.cgroup2.devices.allow: c 511:0 rwm")
        .doesNotHaveDuplicates();
    assertThat(desired(gpus(0), later, "8.0.4", 507)).isEqualTo(later);
  }

  @Test
  void a_clone_does_not_keep_the_gpus_of_its_template() {
    SortedMap<String, String> template = desired(gpus(0, 1), Map.of(), "8.0.4", 511);
    template.remove("description"); // as clones begin

    assertThat(rows(desired(gpus(1), template, "8.0.4", 511))).isEqualTo(GPU_1 + UVM);
  }

  @Test
  void rows_of_the_definition_are_its_own_and_the_gpu_is_not_given_twice() {
    Container byRows =
        container()
            .gpus(GpuAssignment.of(List.of(0)))
            .lxc(
                List.of(
                    new LxcRow("lxc.cgroup2.devices.allow", "c 195:* rwm"),
                    new LxcRow("lxc.mount.entry", "/dev/nvidia0 dev/nvidia0 none bind")))
            .build();

    SortedMap<String, String> made = desired(byRows, Map.of(), "8.0.4", 511);

    assertThat(rows(made))
        .isEqualTo(
            """
            lxc.cgroup2.devices.allow: c 195:* rwm
            lxc.mount.entry: /dev/nvidia0 dev/nvidia0 none bind
            """
                + UVM);
    assertThat(desired(byRows, made, "8.0.4", 511)).isEqualTo(made);
  }

  @Test
  void rows_are_written_so_that_they_come_to_stand_where_they_were_planned() {
    SortedMap<String, String> before = desired(gpus(0), Map.of(), "8.0.4", 511);
    Container more =
        gpus(0).toBuilder().lxc(List.of(new LxcRow("lxc.cap.drop", "sys_time"))).build();
    SortedMap<String, String> after = desired(more, before, "8.0.4", 511);

    assertThat(rows(after)).isEqualTo("lxc.cap.drop: sys_time\n" + GPU_0 + UVM);
    assertThat(DesiredRows.changedKeys(before, after))
        .as("all that has to move")
        .containsExactly("lxc.cap.drop", "lxc.cgroup2.devices.allow", "lxc.mount.entry");
  }

  @Test
  void a_device_that_is_given_both_ways_keeps_the_option() {
    SortedMap<String, String> both = desired(gpus(0), Map.of(), "9.1.1", 511);
    both.put("lxc", GPU_0);

    assertThat(desired(gpus(0), both, "9.1.1", 511))
        .containsEntry("dev0", "/dev/nvidia0,mode=0666")
        .doesNotContainKey("lxc");
  }

  private static String rows(SortedMap<String, String> settings) {
    return settings.get("lxc") + "\n";
  }

  private static Container gpus(Integer... indexes) {
    return container().gpus(GpuAssignment.of(Arrays.asList(indexes))).build();
  }

  private static Container.Builder container() {
    return Container.builder(
        Vmid.of(950),
        "service",
        new ContainerSource.Image(Lab.IMAGE),
        new RootDisk("local-zfs", ByteSize.gib(8)));
  }

  /** What it shall have, without what says nothing about its GPUs. */
  private static SortedMap<String, String> desired(
      Container container, Map<String, String> present, String version, int uvm) {
    SortedMap<String, String> settings =
        DesiredOptions.of(
            GuestGoal.of(container, Lab.valid(container)),
            new TreeMap<>(present),
            node(version, uvm));
    settings.keySet().removeIf(key -> !key.matches("dev\\d+|lxc|" + ConfigSection.DESCRIPTION));
    return settings;
  }

  private static ObservedState node(String version, int uvm) {
    Map<String, DeviceNumber> numbers =
        Map.of(
            "/dev/nvidia0", new DeviceNumber(195, 0),
            "/dev/nvidia1", new DeviceNumber(195, 1),
            "/dev/nvidia-uvm", new DeviceNumber(uvm, 0));
    return ObservedState.of(
        new ObservedNode(
            new NodeFacts("pve1", version),
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>(numbers.keySet()),
            new TreeSet<>(),
            new TreeSet<>(),
            NodeCondition.good().withSupply(NodeSupply.none().withNumbers(numbers))),
        List.of());
  }
}
