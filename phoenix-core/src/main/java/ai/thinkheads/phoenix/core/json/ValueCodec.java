package ai.thinkheads.phoenix.core.json;

/**
 * How the values of one type are written as JSON, and read back as they were.
 *
 * @param <T> the type
 */
interface ValueCodec<T> {

  /** The value as JSON. */
  JsonValue write(T value);

  /**
   * The value that was written as that.
   *
   * @param path where it stands, for messages
   * @throws MisfitException when it was not
   */
  T read(JsonValue json, JsonPath path);
}
