package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts that change a node's files, run by a real bash. */
@EnabledIf("ai.thinkheads.phoenix.proxmox.ObserveScriptTest#hasBash")
class HostScriptTest {

  @TempDir private Path directory;
  private NodeTree node;

  @BeforeEach
  void aNode() {
    node = NodeTree.in(directory);
    node.program("chown", "echo \"$2 ${3##*/}\" >>'" + directory + "/owners'");
  }

  @ParameterizedTest
  @EnumSource(HostScript.class)
  void every_script_is_clean(HostScript script) throws IOException, InterruptedException {
    assertThat(ShellCheck.findings(script.text())).isEmpty();
  }

  @Test
  void a_folder_is_made_with_its_parents_and_its_owner() throws IOException {
    CommandResult result = makeDirectory("/srv/a b/models");

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(names("srv/a b")).containsExactly("models");
    assertThat(directory.resolve("owners")).content().startsWith("101000:100000 .phoenix.");
  }

  @Test
  void a_folder_that_exists_is_left_as_it_is() {
    node.file("srv/models/big.bin", "x");

    CommandResult result = makeDirectory("/srv/models");

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(directory.resolve("srv/models/big.bin")).exists();
    assertThat(directory.resolve("owners")).doesNotExist();
  }

  @Test
  void a_folder_without_its_owner_does_not_stay() throws IOException {
    node.program("chown", "echo 'chown: not permitted' >&2; exit 1");

    CommandResult result = makeDirectory("/srv/models");

    assertThat(result).isEqualTo(CommandResult.of(1, "", "chown: not permitted\n"));
    assertThat(names("srv")).isEmpty();
  }

  @Test
  void a_file_in_the_way_is_told() {
    node.file("srv", "a file");

    CommandResult result = makeDirectory("/srv/models");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stderrText()).contains("/srv");
    assertThat(directory.resolve("srv")).hasContent("a file");
  }

  @Test
  void a_file_is_replaced_as_a_whole() throws IOException {
    node.file("etc/pve/firewall/950.fw", "old");

    CommandResult result = write("[OPTIONS]\n\ngrüße: 1\n\n", 23);

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(names("etc/pve/firewall")).containsExactly("950.fw");
    assertThat(directory.resolve("etc/pve/firewall/950.fw"))
        .content(UTF_8)
        .isEqualTo("[OPTIONS]\n\ngrüße: 1\n\n");
  }

  @Test
  void the_first_file_makes_its_folder() {
    assertThat(write("x", 1).exitCode()).isZero();

    assertThat(directory.resolve("etc/pve/firewall/950.fw")).hasContent("x");
  }

  @Test
  void a_text_that_breaks_off_replaces_nothing() throws IOException {
    node.file("etc/pve/firewall/950.fw", "old");

    CommandResult result = write("[OPTI", 10);

    assertThat(result).isEqualTo(CommandResult.of(1, "", "5 instead of 10 bytes arrived\n"));
    assertThat(names("etc/pve/firewall")).containsExactly("950.fw");
    assertThat(directory.resolve("etc/pve/firewall/950.fw")).hasContent("old");
  }

  private CommandResult makeDirectory(String path) {
    return node.run(HostScript.MAKE_DIRECTORY.command(path, "101000", "100000"));
  }

  private CommandResult write(String text, int bytes) {
    return node.run(
        HostScript.WRITE_FILE
            .command("/etc/pve/firewall/950.fw", Integer.toString(bytes))
            .withStdin(text));
  }

  private Stream<String> names(String path) throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve(path))) {
      return entries.map(entry -> entry.getFileName().toString()).toList().stream();
    }
  }
}
