package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionTest {

  private static final Vmid VMID = Vmid.of(950);

  static List<Action> actionsWithASecret() {
    return List.of(
        new Action.CreateContainer(
            VMID, "local:vztmpl/a.tar", new TreeMap<>(Map.of("env", "API_TOKEN=hunter2"))),
        new Action.Configure(
            VMID,
            new TreeMap<>(Map.of("env", "DB_PASSWORD=hunter2", "memory", "512")),
            new TreeSet<>(),
            Optional.empty()),
        new Action.WriteRows(
            VMID,
            new TreeSet<>(Set.of("lxc.environment")),
            RawRow.parseAll("lxc.environment: API_TOKEN=hunter2\n"),
            Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("actionsWithASecret")
  void an_action_prints_without_secrets(Action action) {
    assertThat(action.toString()).contains("950", "***").doesNotContain("hunter2");
  }
}
