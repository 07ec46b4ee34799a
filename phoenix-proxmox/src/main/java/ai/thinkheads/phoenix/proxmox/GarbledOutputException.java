package ai.thinkheads.phoenix.proxmox;

/** A command printed something else than what it was made to print, or broke off. */
final class GarbledOutputException extends Exception {

  private static final long serialVersionUID = 1L;

  GarbledOutputException(int position) {
    super("unexpected output after " + position + " bytes");
  }

  GarbledOutputException(String message) {
    super(message);
  }
}
