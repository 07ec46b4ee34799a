package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.PhoenixException;

/** A JSON value is not what a value of the expected type is written as. */
final class MisfitException extends PhoenixException {

  private static final long serialVersionUID = 1L;

  MisfitException(JsonPath path, String message) {
    super(path + " " + message);
  }
}
