package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Redaction;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import java.util.Map;

/**
 * Actions as JSON: their {@code type}, then what they are about. Scripts and the parameters of
 * features are left out, since they may hold secrets; a fingerprint stands for both.
 */
final class ActionJson {

  static JsonObject object(Action action) {
    if (action instanceof Action.MakeDirectory make) {
      return type("make-directory")
          .put("path", make.path())
          .put("uid", make.uid())
          .put("gid", make.gid())
          .build();
    }
    if (action instanceof Action.CreateContainer create) {
      return type("create-container")
          .put("image", create.image())
          .put("options", texts(create.options()))
          .build();
    }
    if (action instanceof Action.CloneContainer clone) {
      return type("clone-container")
          .put("source", clone.source().value())
          .put("snapshot", clone.snapshot())
          .put("hostname", clone.hostname())
          .put("storage", clone.storage())
          .put("description", clone.description())
          .build();
    }
    if (action instanceof Action.Configure configure) {
      return type("configure")
          .put("options", texts(configure.options()))
          .put("delete", configure.delete(), JsonValue::text)
          .putIf("digest", configure.digest())
          .build();
    }
    if (action instanceof Action.MountVolumes mount) {
      return type("mount-volumes").put("mounts", texts(mount.mounts())).build();
    }
    if (action instanceof Action.GrowVolume grow) {
      return type("grow-volume")
          .put("volume", grow.volume())
          .put("size", grow.size().toPve())
          .build();
    }
    return further(action);
  }

  private static JsonObject further(Action action) {
    if (action instanceof Action.WriteRows write) {
      return type("write-rows")
          .put("keys", write.keys(), JsonValue::text)
          .put("rows", write.rows(), row -> JsonValue.text(Redaction.shown(row.toString())))
          .putIf("digest", write.digest())
          .build();
    }
    if (action instanceof Action.JoinPool join) {
      return type("join-pool").put("pool", join.pool()).putIf("from", join.from()).build();
    }
    if (action instanceof Action.WriteFirewall firewall) {
      return type("write-firewall").put("text", firewall.text()).build();
    }
    if (action instanceof Action.Provision provision) {
      return type("provision").put("steps", provision.steps(), ActionJson::inside).build();
    }
    if (action instanceof Action.TakeSnapshot snapshot) {
      return type("take-snapshot")
          .put("name", snapshot.name())
          .put("description", snapshot.description())
          .build();
    }
    if (action instanceof Action.Migrate migrate) {
      return type("migrate")
          .put("target", migrate.target())
          .put("restart", migrate.restart())
          .put("storages", texts(migrate.storages()))
          .build();
    }
    return action instanceof Action.TakeGuard || action instanceof Action.RollBack
        ? guard(action)
        : cleanUp(action);
  }

  private static JsonObject guard(Action action) {
    if (action instanceof Action.TakeGuard take) {
      return type("take-guard").put("name", take.name()).putIf("digest", take.digest()).build();
    }
    Action.RollBack back = (Action.RollBack) action;
    return type("roll-back")
        .put("snapshot", back.snapshot())
        .put("made", texts(back.made()))
        .build();
  }

  private static JsonObject cleanUp(Action action) {
    if (action instanceof Action.DeleteSnapshot delete) {
      return type("delete-snapshot")
          .put("name", delete.name())
          .put("force", delete.force())
          .build();
    }
    if (action instanceof Action.Unlock unlock) {
      return type("unlock").put("lock", unlock.lock()).put("digest", unlock.digest()).build();
    }
    if (action instanceof Action.RemoveHalfMade remove) {
      return type("remove-half-made").put("digest", remove.digest()).build();
    }
    if (action instanceof Action.Destroy destroy) {
      return type("destroy").put("purge", destroy.purge()).build();
    }
    return type(word(action)).build();
  }

  /** The types that are about nothing but their guest. */
  private static String word(Action action) {
    if (action instanceof Action.Start) {
      return "start";
    }
    if (action instanceof Action.Shutdown) {
      return "shutdown";
    }
    if (action instanceof Action.Restart) {
      return "restart";
    }
    throw new IllegalStateException("no JSON for " + action.title());
  }

  private static JsonObject inside(GuestStep step) {
    if (step instanceof GuestStep.InstallFeature install) {
      return type("install-feature")
          .put("feature", install.name())
          .put("script", install.script().name())
          .put("fingerprint", install.fingerprint().text())
          .build();
    }
    if (step instanceof GuestStep.RunApplication run) {
      return type("run-application")
          .put("script", run.script().name())
          .put("fingerprint", run.fingerprint().text())
          .put("rerun", run.rerun())
          .build();
    }
    if (step instanceof GuestStep.AwaitHealth await) {
      HealthCheck check = await.check();
      return type("await-health")
          .put("probes", check.probes(), probe -> JsonValue.text(Redaction.shown(probe.text())))
          .put("retries", check.retries())
          .put("interval_seconds", check.interval().toSeconds())
          .putIf(
              "deadline_seconds", check.deadline(), time -> JsonValue.Numeral.of(time.toSeconds()))
          .put("fingerprint", await.fingerprint().text())
          .build();
    }
    throw new IllegalStateException("no JSON for " + step.title());
  }

  private static JsonObject.Builder type(String type) {
    return JsonObject.builder().put("type", type);
  }

  static JsonObject texts(Map<String, String> values) {
    JsonObject.Builder json = JsonObject.builder();
    values.forEach((name, value) -> json.put(name, Redaction.shown(name, value)));
    return json.build();
  }

  private ActionJson() {}
}
