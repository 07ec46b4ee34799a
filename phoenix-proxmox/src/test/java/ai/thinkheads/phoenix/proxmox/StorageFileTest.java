package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.state.Storage;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFileTest {

  @Test
  void every_storage_of_a_real_file_is_read() {
    String file =
        """
        dir: local
        \tpath /var/lib/vz
        \tcontent iso,vztmpl,backup

        zfspool: quickOS-lxc-disks
        \tpool quickOS/lxc-disks
        \tcontent rootdir,images
        \tsparse 1

        nfs: nas
        \texport /srv/nas
        \tserver 10.0.0.2
        \tcontent vztmpl
        \tdisable
        """;

    assertThat(StorageFile.parse(file, "pve1").values())
        .containsExactly(
            storage("local", "dir", "/var/lib/vz", "backup", "iso", "vztmpl"),
            new Storage(
                "nas",
                "nfs",
                new TreeSet<>(List.of("vztmpl")),
                Optional.of("/mnt/pve/nas"),
                true,
                true),
            storage("quickOS-lxc-disks", "zfspool", "", "images", "rootdir"));
  }

  @ParameterizedTest
  @CsvSource({
    "dir: one,                 false",
    "zfspool: one,             false",
    "nfs: one,                 true",
    "rbd: one,                 true",
    "'dir: one\n\tshared 1', true",
    "'lvm: one\n\tshared',   true",
    "'dir: one\n\tshared 0', false",
  })
  void network_storages_are_shared_and_others_when_they_say_so(String text, boolean shared) {
    assertThat(parse(text.replace("\\n", "\n").replace("\\t", "\t") + "\n").get("one").shared())
        .isEqualTo(shared);
  }

  @ParameterizedTest
  @CsvSource({
    "dir,     'images,rootdir'",
    "btrfs,   'images,rootdir'",
    "zfspool, 'images,rootdir'",
    "lvmthin, 'images,rootdir'",
    "lvm,     'images'",
    "nfs,     'images'",
    "rbd,     'images'",
    "cephfs,  'backup'",
    "pbs,     'backup'",
    "future,  'images'",
  })
  void content_has_the_default_of_its_type(String type, String content) {
    assertThat(parse(type + ": one\n").get("one").content()).containsExactly(content.split(","));
  }

  @ParameterizedTest
  @CsvSource({
    "disable,   true",
    "disable 1, true",
    "disable 0, false",
    "shared 1,  false",
  })
  void a_storage_is_disabled_by_its_flag(String property, boolean disabled) {
    assertThat(parse("dir: one\n\t" + property + "\n").get("one").disabled()).isEqualTo(disabled);
  }

  @Test
  void a_storage_of_other_nodes_only_does_not_exist_here() {
    String file = "zfspool: one\n\tnodes pve2,pve3\n\nzfspool: two\n\tnodes pve2 pve1\n";

    assertThat(parse(file)).containsOnlyKeys("local", "two");
  }

  @Test
  void local_exists_even_when_it_is_not_defined() {
    Storage local =
        storage(
            "local",
            "dir",
            "/var/lib/vz",
            "backup",
            "images",
            "iso",
            "rootdir",
            "snippets",
            "vztmpl");

    assertThat(parse("").values()).containsExactly(local);
    assertThat(parse("nfs: local\n\tpath /elsewhere\n").values()).containsExactly(local);
  }

  @Test
  void local_is_on_every_node() {
    assertThat(parse("dir: local\n\tcontent iso\n\tnodes pve2\n").values())
        .containsExactly(storage("local", "dir", "/var/lib/vz", "iso"));
  }

  @Test
  void content_none_is_nothing() {
    assertThat(parse("dir: one\n\tpath /one\n\tcontent none\n").get("one"))
        .isEqualTo(storage("one", "dir", "/one"));
  }

  @Test
  void comments_and_stray_lines_are_passed_over() {
    assertThat(parse("# dir: one\nstray\n\tpath /stray\ndir: two\n\t# path /no\n\tpath /a b \n"))
        .containsEntry("two", storage("two", "dir", "/a b", "images", "rootdir"))
        .containsOnlyKeys("local", "two");
  }

  private static SortedMap<String, Storage> parse(String file) {
    return StorageFile.parse(file, "pve1");
  }

  private static Storage storage(String id, String type, String path, String... content) {
    return new Storage(
        id,
        type,
        new TreeSet<>(List.of(content)),
        path.isEmpty() ? Optional.empty() : Optional.of(path),
        false,
        false);
  }
}
