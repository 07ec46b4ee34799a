package ai.thinkheads.phoenix.core.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a file that may be anything at all. */
final class SourceText {

  /** The largest file that is read: 16 MiB, some ten thousand guests. */
  static final int MAX_BYTES = 16 << 20;

  /** The text of a file that exists, unless a problem was found. */
  static Optional<String> read(Path path, Problems problems) {
    try {
      if (!Files.exists(path)) {
        return refuse(problems, "does not exist", "check the path");
      }
      if (Files.isDirectory(path)) {
        return refuse(problems, "is a directory", "name the file inside of it");
      }
      if (!Files.isRegularFile(path)) {
        return refuse(problems, "is not a regular file", "name a regular file");
      }
      if (Files.size(path) > MAX_BYTES) {
        return tooLarge(problems, Files.size(path));
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
      // The file may have grown since its size was asked for.
      return bytes.length > MAX_BYTES ? tooLarge(problems, bytes.length) : decode(bytes, problems);
    } catch (AccessDeniedException e) {
      return refuse(problems, "cannot be read: permission denied", "make it readable for you");
    } catch (IOException e) {
      return refuse(problems, "cannot be read: " + e.getMessage(), "check the disk and the path");
    }
  }

  private static Optional<String> tooLarge(Problems problems, long size) {
    String message =
        String.format(
            Locale.ROOT, "has %d MiB; at most %d MiB are read", size >> 20, MAX_BYTES >> 20);
    return refuse(problems, message, "check that it is the right file");
  }

  private static Optional<String> refuse(Problems problems, String message, String remedy) {
    problems.error(Position.NOWHERE, "", message, remedy);
    return Optional.empty();
  }

  /** The text of these bytes, which should be UTF-8. */
  static Optional<String> decode(byte[] bytes, Problems problems) {
    String wide = wideEncoding(bytes);
    if (!wide.isEmpty()) {
      return refuse(problems, "is encoded as " + wide, "save it as UTF-8");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      String message =
          String.format(
              Locale.ROOT, "byte 0x%02x is not UTF-8", Byte.toUnsignedInt(bytes[in.position()]));
      String remedy = "save the file as UTF-8; is it Latin-1?";
      problems.error(position(text, text.length()), "", message, remedy);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The name of a wide encoding that the first bytes give away; empty for none. */
  private static String wideEncoding(byte[] bytes) {
    boolean[] zero = new boolean[4];
    for (int i = 0; i < zero.length; i++) {
      zero[i] = i < bytes.length && bytes[i] == 0;
    }
    boolean bigMark = starts(bytes, 0xfe, 0xff);
    boolean littleMark = starts(bytes, 0xff, 0xfe);
    boolean little32 = !zero[0] && (zero[1] || littleMark) && zero[2] && zero[3];
    boolean big32 = zero[0] && zero[1] && !zero[3] && bytes.length >= zero.length;
    if (little32 || big32) {
      return "UTF-32";
    }
    boolean wide = zero[0] != zero[1] && zero[2] == zero[0] && zero[3] == zero[1];
    return bigMark || littleMark || wide ? "UTF-16" : "";
  }

  private static boolean starts(byte[] bytes, int first, int second) {
    return bytes.length >= 2
        && Byte.toUnsignedInt(bytes[0]) == first
        && Byte.toUnsignedInt(bytes[1]) == second;
  }

  /** The place of an offset in a text. */
  static Position position(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      boolean paired = i + 1 < text.length() && text.charAt(i + 1) == '\n';
      boolean ends = c == '\n' || (c == '\r' && !paired);
      if (ends) {
        line++;
        start = i + 1;
      }
    }
    return new Position(line, offset - start + 1);
  }

  private SourceText() {}
}
