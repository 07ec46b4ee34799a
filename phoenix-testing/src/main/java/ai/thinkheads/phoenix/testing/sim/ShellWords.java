package ai.thinkheads.phoenix.testing.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a line for a POSIX shell into its words and operators. */
final class ShellWords {

  private static final String OPERATOR_SIGNS = ";&|<>()\n";
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}|\\w+|[$?@*#]");

  /**
   * A word or an operator.
   *
   * @param text the word without its quotes, or the operator
   * @param operator whether it is an operator
   */
  record Token(String text, boolean operator) {}

  private final String line;
  private final Map<String, String> variables;
  private final boolean expands;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String line, Map<String, String> variables, boolean expands) {
    this.line = line;
    this.variables = variables;
    this.expands = expands;
  }

  /**
   * The words of a simple command, which may neither have operators nor anything that a shell would
   * expand.
   *
   * @throws IllegalArgumentException when it has, or a quote is open
   */
  static List<String> simple(String line) {
    List<String> words = new ArrayList<>();
    for (Token token : new ShellWords(line, Map.of(), false).split()) {
      if (token.operator()) {
        throw new IllegalArgumentException(
            "the simulated shell only runs simple commands, without '" + token.text() + "'");
      }
      words.add(token.text());
    }
    return words;
  }

  /**
   * The words and operators of a line, with variables replaced.
   *
   * @throws IllegalArgumentException when a quote is open, or something else would be expanded
   */
  static List<Token> tokens(String line, Map<String, String> variables) {
    return new ShellWords(line, variables, true).split();
  }

  private List<Token> split() {
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ' ' || c == '\t') {
        endWord();
        at++;
      } else if (OPERATOR_SIGNS.indexOf(c) >= 0) {
        operator();
      } else if (c == '#' && !inWord) {
        skipComment();
      } else {
        part(c);
      }
    }
    endWord();
    return tokens;
  }

  private void part(char c) {
    switch (c) {
      case '\'' -> add(quoted('\''));
      case '"' -> doubleQuoted();
      case '\\' -> {
        at++;
        if (at < line.length() && line.charAt(at) != '\n') {
          add(line.substring(at, at + 1));
        }
        at++;
      }
      case '$', '`' -> expand(c);
      case '*', '?', '[' -> throw unexpandable(c);
      case '~' -> {
        if (!inWord) {
          throw unexpandable(c);
        }
        plain(c);
      }
      default -> plain(c);
    }
  }

  private void plain(char c) {
    add(String.valueOf(c));
    at++;
  }

  private String quoted(char quote) {
    int end = line.indexOf(quote, at + 1);
    if (end < 0) {
      throw new IllegalArgumentException(
          "unexpected EOF while looking for matching `" + quote + "'");
    }
    String text = line.substring(at + 1, end);
    at = end + 1;
    return text;
  }

  private void doubleQuoted() {
    add("");
    at++;
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at);
      boolean escapes =
          c == '\\' && at + 1 < line.length() && "$`\"\\\n".indexOf(line.charAt(at + 1)) >= 0;
      if (escapes) {
        add(line.charAt(at + 1) == '\n' ? "" : line.substring(at + 1, at + 2));
        at += 2;
      } else if (c == '$' || c == '`') {
        expand(c);
      } else {
        plain(c);
      }
    }
    if (at >= line.length()) {
      throw new IllegalArgumentException("unexpected EOF while looking for matching `\"'");
    }
    at++;
  }

  private void expand(char c) {
    Matcher variable = VARIABLE.matcher(line).region(at + 1, line.length());
    if (!expands || c == '`' || !variable.lookingAt()) {
      throw unexpandable(c);
    }
    String name = variable.group(1) == null ? variable.group() : variable.group(1);
    add(variables.getOrDefault(name, ""));
    at = variable.end();
  }

  private static IllegalArgumentException unexpandable(char c) {
    return new IllegalArgumentException(
        "the simulated shell only runs simple commands; quote the '" + c + "'");
  }

  private void operator() {
    boolean descriptor = inWord && word.toString().equals("2") && line.charAt(at) == '>';
    if (descriptor) {
      inWord = false;
      word.setLength(0);
    }
    endWord();
    for (String operator : List.of(">&2", ">&1", "&&", "||", ">>", ";;")) {
      if (line.startsWith(operator, at)) {
        end(descriptor ? "2" + operator : operator);
        return;
      }
    }
    String sign = line.substring(at, at + 1);
    end((descriptor ? "2" : "") + (sign.equals("\n") ? ";" : sign), 1);
  }

  private void end(String operator) {
    end(operator, operator.startsWith("2") ? operator.length() - 1 : operator.length());
  }

  private void end(String operator, int length) {
    tokens.add(new Token(operator, true));
    at += length;
  }

  private void skipComment() {
    while (at < line.length() && line.charAt(at) != '\n') {
      at++;
    }
  }

  private void add(String text) {
    inWord = true;
    word.append(text);
  }

  private void endWord() {
    if (inWord) {
      tokens.add(new Token(word.toString(), false));
      word.setLength(0);
      inWord = false;
    }
  }
}
