package ai.thinkheads.phoenix.testing.sim;

/** The handlers of Phoenix's own scripts that every simulated node has. */
final class BuiltInScripts {

  private BuiltInScripts() {}

  static void register(Scripts scripts, Node node) {
    scripts.onHost("phoenix-observe", new ObserveScript());
    scripts.onHost("phoenix-make-directory", new MakeDirectoryScript());
    scripts.onHost("phoenix-write-file", new WriteFileScript());
    scripts.onHost("phoenix-recover", new RecoverScript());
    scripts.onHost("phoenix-change-volumes", new ChangeVolumesScript());
    scripts.onHost("phoenix-take-guard", new TakeGuardScript());
    scripts.inGuest("phoenix-look", new LookScript());
    scripts.onHost("phoenix-write-rows", new WriteRowsScript(node));
  }
}
