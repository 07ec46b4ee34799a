package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Optional;

/**
 * {@code pct push} and {@code pct pull}: copy one file. Their tasks fail without a trace in the
 * exit status, as the real ones do.
 */
final class PctFiles {

  private PctFiles() {}

  static int push(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    return node.locked(
        vmid,
        call.output(),
        () -> {
          if (!node.running().contains(vmid)) {
            throw Refusal.died("can only push files to a running CT");
          }
          String file = call.get("file");
          if (!node.files().exists(file)) {
            call.output().err("failed to open " + file + " for reading\n");
          } else if (node.files().isFile(file)) {
            copyIn(call, node, node.files().bytes(file).orElse(new byte[0]));
          }
          return 0;
        });
  }

  private static void copyIn(Call call, Node node, byte[] bytes) {
    SimulatedGuest guest = node.guest(call.vmid());
    String target = call.get("destination");
    String folder = target.replaceFirst("/[^/]*$", "");
    if (!guest.isDirectory(folder.isEmpty() ? "/" : folder)) {
      call.output().err("failed to create file: " + target + ": No such file or directory\n");
    } else if (guest.isDirectory(target)) {
      call.output().err("failed to create file: " + target + ": Is a directory\n");
    } else {
      node.runtime().write(guest, target, bytes);
    }
  }

  static int pull(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    return node.locked(
        vmid,
        call.output(),
        () -> {
          if (!node.running().contains(vmid)) {
            throw Refusal.died(
                "can only pull files from a running VM at /usr/share/perl5/PVE/CLI/pct.pm line"
                    + " 657.");
          }
          String path = call.get("path");
          Optional<byte[]> bytes = node.guest(vmid).readBytes(path);
          // the local file is made before the other one is opened
          node.files().write(call.get("destination"), bytes.orElse(new byte[0]));
          if (bytes.isEmpty()) {
            call.output().err("failed to open " + path + ": No such file or directory\n");
          }
          return 0;
        });
  }
}
