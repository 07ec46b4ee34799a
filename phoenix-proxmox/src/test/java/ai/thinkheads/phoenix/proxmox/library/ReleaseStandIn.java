package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Path;

/** A guest whose curl brings files of a release that a test has made; all other URLs answer. */
final class ReleaseStandIn {

  /**
   * @param make makes the files, in a bash in that folder
   */
  static ScriptRun guest(Path folder, String make) throws IOException, InterruptedException {
    ScriptRun run = new ScriptRun(folder);
    run.stubs("apt-get", "useradd", "id", "chown", "systemctl", "journalctl");
    run.stub("dpkg", "[ \"$1\" != --print-architecture ] || echo amd64");
    run.stub("dpkg-query", "echo 'ii 1'");
    int status =
        new ProcessBuilder("bash", "-euc", make)
            .directory(folder.toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("the release cannot be made");
    }
    run.stub(
        "curl",
        """
        url=${!#}
        while [ $# -gt 1 ]; do
          [ "$1" != --output ] || [ "$2" == /dev/null ] || cp "../${url##*/}" "$2"
          shift
        done
        """);
    return run;
  }

  private ReleaseStandIn() {}
}
