package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {

  private static final List<String> KEYS =
      List.of(
          "arch",
          "cmode",
          "console",
          "cores",
          "cpulimit",
          "cpuunits",
          "description",
          "dev3",
          "entrypoint",
          "features",
          "hostname",
          "hookscript",
          "memory",
          "mp0",
          "nameserver",
          "net0",
          "onboot",
          "rootfs",
          "searchdomain",
          "startup",
          "swap",
          "tags",
          "timezone",
          "tty",
          "unprivileged");

  private static final List<String> WORDS =
      List.of(
          "0",
          "1",
          "00",
          "2.50",
          "yes",
          "OFF",
          "512",
          "512M",
          "8G",
          "amd64",
          "tty",
          "a;b",
          "b;a",
          "local-zfs:8",
          "/dev/kvm",
          "/data//x/",
          "BC:24:11:00:00:01",
          "eth0",
          "veth",
          "",
          " ",
          "ü",
          "a\nb\n\n",
          "10.0.0.1 10.0.0.2");

  private static final List<String> SUB_KEYS =
      List.of(
          "volume",
          "mp",
          "size",
          "backup",
          "replicate",
          "mountoptions",
          "name",
          "type",
          "hwaddr",
          "firewall",
          "nesting",
          "path",
          "order",
          "up",
          "unknown");

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "onboot       | yes                          | 1",
        "onboot       | TRUE                         | on",
        "onboot       | off                          | ''",
        "console      | 1                            | ''",
        "unprivileged | 0                            | ''",
        "memory       | 512                          | ''",
        "memory       | 0512                         | ''",
        "swap         | 512                          | ''",
        "tty          | 2                            | ''",
        "cpulimit     | 0                            | ''",
        "cpulimit     | 2.50                         | 2.5",
        "cpuunits     | 100                          | ''",
        "cpuunits     | 500000                       | 10000",
        "arch         | amd64                        | ''",
        "cmode        | tty                          | ''",
        "entrypoint   | /sbin/init                   | ''",
        "tags         | B,a b                        | a;b",
        "nameserver   | '1.1.1.1,9.9.9.9'            | 1.1.1.1 9.9.9.9",
        "searchdomain | 'Lan.example; example'       | lan.example example",
        "startup      | 3,up=5                       | up=05,order=3",
        "features     | 'nesting=1,keyctl=0'         | nesting=on",
        "features     | keyctl=0                     | ''",
        "features     | mount=nfs;cifs               | mount=cifs;nfs",
        "net0         | name=eth0,type=veth          | name=eth0",
        "net0         | 'name=eth0,firewall=0,link_down=0' | name=eth0",
        "net0         | name=eth0,hwaddr=bc:24:11:00:00:0a | hwaddr=BC:24:11:00:00:0A,name=eth0",
        "net0         | trunks=3;2,name=eth0         | name=eth0,trunks=2;3",
        "net0         | rate=1.0,name=eth0           | name=eth0,rate=1",
        "mp0          | local:8,mp=/data/            | mp=/data,volume=local:8",
        "mp0          | 'x:1,mp=/a,backup=0,replicate=1,shared=0,ro=0,quota=0' | x:1,mp=/a",
        "mp0          | x:1,mp=/a,size=1024M         | x:1,mp=/a,size=1G",
        "mp0          | x:1,mp=/a,size=1GiB          | x:1,mp=/a,size=1G",
        "mp0          | x:1,mp=/a,mountoptions=nosuid;nodev | x:1,mp=/a,mountoptions=nodev;nosuid",
        "rootfs       | x:1,size=1T                  | x:1,size=1024G",
        "dev0         | /dev/kvm,uid=0,deny-write=0  | path=/dev/kvm",
      })
  void what_means_the_same_is_equal(String key, String one, String other) {
    assertThat(OptionValues.canonical(key, one)).isEqualTo(OptionValues.canonical(key, other));
  }

  @ParameterizedTest(name = "{0}: {1} is not {2}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "onboot       | 1                    | ''",
        "console      | 0                    | ''",
        "swap         | 0                    | ''",
        "nameserver   | 1.1.1.1 9.9.9.9      | 9.9.9.9 1.1.1.1",
        "hostname     | Web                  | web",
        "features     | nesting=1            | ''",
        "features     | nesting=1            | nesting=1,keyctl=1",
        "net0         | name=eth0,ip=manual  | name=eth0",
        "net0         | name=eth0,firewall=1 | name=eth0",
        "mp0          | x:1,mp=/a,acl=0      | x:1,mp=/a",
        "mp0          | x:1,mp=/a,replicate=0 | x:1,mp=/a",
        "mp0          | x:1,mp=/a,backup=1   | x:1,mp=/a",
        "mp0          | x:1,mp=/a            | x:1,mp=/b",
        "rootfs       | x:1,size=8G          | x:1,size=16G",
        "dev0         | /dev/kvm,mode=0660   | /dev/kvm",
        "startup      | order=1              | up=1",
        "tags         | a;b                  | ab",
      })
  void what_means_something_else_differs(String key, String one, String other) {
    assertThat(OptionValues.canonical(key, one)).isNotEqualTo(OptionValues.canonical(key, other));
  }

  @Test
  void a_remark_is_the_same_with_and_without_line_breaks_at_its_end() {
    assertThat(OptionValues.same("description", "eins\n\nzwei\n", "eins\n\nzwei")).isTrue();
    assertThat(OptionValues.same("description", "eins\nzwei", "eins zwei")).isFalse();
  }

  @Test
  void one_way_of_writing_is_written_in_one_way() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      String once = OptionValues.canonical(key, value(random));

      assertThat(OptionValues.canonical(key, once)).as(key).isEqualTo(once);
    }
  }

  @Test
  void the_order_of_sub_keys_never_matters() {
    Random random = new Random(4);
    for (int round = 0; round < 5_000; round++) {
      List<String> parts = new ArrayList<>();
      for (String key : SUB_KEYS) {
        if (random.nextInt(3) == 0) {
          parts.add(key + "=" + word(random));
        }
      }
      String one = String.join(",", parts);
      Collections.shuffle(parts, random);
      String other = String.join(",", parts);

      for (String key : List.of("net0", "mp0", "rootfs", "dev0", "features", "startup")) {
        assertThat(OptionValues.same(key, one, other)).as(key + ": " + one).isTrue();
      }
    }
  }

  private static String value(Random random) {
    List<String> parts = new ArrayList<>();
    for (int part = random.nextInt(4); part >= 0; part--) {
      boolean bare = random.nextInt(3) == 0;
      String subKey = SUB_KEYS.get(random.nextInt(SUB_KEYS.size()));
      parts.add(bare ? word(random) : subKey + "=" + word(random));
    }
    return String.join(",", parts);
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
