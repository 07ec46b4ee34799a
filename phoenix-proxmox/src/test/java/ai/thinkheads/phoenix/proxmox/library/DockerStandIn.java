package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;

/** A stand-in for Docker that knows one container, by the label that it was made with. */
final class DockerStandIn {

  static void in(ScriptRun run) throws IOException {
    run.stub(
        "docker",
        """
        case "$1 $2" in
          'image inspect') exit 1 ;;
          'container inspect') [ -e ../label ] || exit 1; [ "$3" != --format ] || cat ../label ;;
          'rm --force') rm ../label ;;
          'run --detach') echo "${6#*=}" >../label ;;
        esac
        """);
  }

  private DockerStandIn() {}
}
