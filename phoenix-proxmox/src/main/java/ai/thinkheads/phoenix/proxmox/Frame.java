package ai.thinkheads.phoenix.proxmox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One piece of what an observation prints. Its sizes come before it, so that no content can pass
 * for a frame.
 *
 * @param kind what it tells, like {@code file}
 * @param name of what, like {@code storage.cfg}
 * @param content the content, byte by byte
 */
@SuppressWarnings("ArrayRecordComponent") // frames are neither compared nor kept
record Frame(String kind, String name, byte[] content) {

  private static final int MAX_HEADER = 64;

  /** The content as UTF-8 text; what is no UTF-8 becomes U+FFFD. */
  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /**
   * Reads an output from its first byte to its last.
   *
   * @param first the kind of the first frame
   * @param last the kind of the last frame
   * @throws GarbledOutputException when the output does not consist of frames, or is not complete
   */
  static List<Frame> parse(byte[] output, String first, String last) throws GarbledOutputException {
    Reader reader = new Reader(output);
    List<Frame> frames = new ArrayList<>();
    do {
      Frame frame = reader.next();
      if (frames.isEmpty() && !frame.kind().equals(first)) {
        throw new GarbledOutputException(0);
      }
      frames.add(frame);
    } while (!frames.get(frames.size() - 1).kind().equals(last));
    if (reader.position != output.length) {
      throw new GarbledOutputException(reader.position);
    }
    return frames;
  }

  private static final class Reader {
    private final byte[] output;
    private int position;

    Reader(byte[] output) {
      this.output = output;
    }

    Frame next() throws GarbledOutputException {
      String[] header = header().split(" ", -1);
      if (header.length != 3 || !header[0].matches("[a-z-]+")) {
        throw new GarbledOutputException(position);
      }
      int start = position;
      byte[] name = take(size(header[1], start));
      byte[] content = take(size(header[2], start));
      if (take(1)[0] != '\n') {
        throw new GarbledOutputException(position);
      }
      return new Frame(header[0], new String(name, StandardCharsets.UTF_8), content);
    }

    private String header() throws GarbledOutputException {
      int end = position;
      while (end < output.length && output[end] != '\n') {
        end++;
      }
      if (end == output.length || end - position > MAX_HEADER) {
        throw new GarbledOutputException(position);
      }
      String line = new String(output, position, end - position, StandardCharsets.US_ASCII);
      position = end + 1;
      return line;
    }

    private static int size(String digits, int position) throws GarbledOutputException {
      if (!digits.matches("[0-9]{1,9}")) {
        throw new GarbledOutputException(position);
      }
      return Integer.parseInt(digits);
    }

    private byte[] take(int length) throws GarbledOutputException {
      if (length > output.length - position) {
        throw new GarbledOutputException(position);
      }
      byte[] bytes = Arrays.copyOfRange(output, position, position + length);
      position += length;
      return bytes;
    }
  }
}
