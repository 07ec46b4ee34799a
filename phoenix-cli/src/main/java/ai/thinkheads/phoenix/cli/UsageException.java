package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.PhoenixException;

/** The command cannot do what it was asked in this way; nothing was tried. */
final class UsageException extends PhoenixException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, String remedy) {
    super(message + "; " + remedy);
  }
}
