package ai.thinkheads.phoenix.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void vmids_below_100_are_reserved() {
    assertThat(Vmid.parse("100")).isEqualTo(Vmid.of(100));
    assertThatThrownBy(() -> Vmid.of(90))
        .hasMessage("vmid 90 is reserved by Proxmox; use 100 or above");
    assertThatThrownBy(() -> Vmid.parse("99999999999999999999")).hasMessageContaining("vmid");
    assertThatThrownBy(() -> Vmid.parse("0900")).hasMessageContaining("\"0900\" is not a vmid");
  }

  @ParameterizedTest
  @CsvSource({"32G,32 GiB,32G", "512M,512 MiB,512M", "0T,0 B,0", "1.5T,1536 GiB,1536G", "8,8 B,8"})
  void sizes_are_read_as_proxmox_writes_them(String text, String people, String pve) {
    ByteSize size = ByteSize.parse(text);

    assertThat(size).hasToString(people);
    assertThat(size.toPve()).isEqualTo(pve);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "-1G", "1X", "1 G", "1e3", "999999999999999T"})
  void other_sizes_are_refused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0",
        "10.0.0.256",
        "010.0.0.1",
        "10.0.0.1/24",
        "10.0.*.1",
        "::g",
        "1",
        "fe80::1%eth0",
        "10.0.0.1-2"
      })
  void only_plain_addresses_are_addresses(String text) {
    assertThatThrownBy(() -> IpAddress.parse(text))
        .hasMessage("\"" + text + "\" is not an IP address; write it like 10.0.0.1 or fd00::1");
  }

  @Test
  void addresses_are_equal_when_they_mean_the_same() {
    assertThat(IpAddress.parse("FD00:0:0::1")).isEqualTo(IpAddress.parse("fd00::1"));
  }

  @Test
  void a_network_contains_what_shares_its_leading_bits() {
    Random random = new Random(20260916);
    for (int round = 0; round < 2_000; round++) {
      Cidr network = new Cidr(randomAddress(random), random.nextInt(33));
      IpAddress other =
          random.nextBoolean() ? randomAddress(random) : near(network.address(), random);

      assertThat(network.contains(other))
          .as("%s contains %s", network, other)
          .isEqualTo(bits(network.address(), network.prefix()) == bits(other, network.prefix()));
    }
  }

  @Test
  void a_network_and_its_broadcast_are_no_guests() {
    assertThat(Cidr.parse("10.0.0.0/24").isNetworkOrBroadcast()).isTrue();
    assertThat(Cidr.parse("10.0.0.255/24").isNetworkOrBroadcast()).isTrue();
    assertThat(Cidr.parse("10.0.0.255/16").isNetworkOrBroadcast()).isFalse();
    assertThat(Cidr.parse("10.0.0.0/31").isNetworkOrBroadcast()).isFalse();
  }

  @Test
  void macs_are_upper_case_and_unicast() {
    assertThat(MacAddress.parse("52:54:00:aa:bb:cc")).hasToString("52:54:00:AA:BB:CC");
    assertThatThrownBy(() -> MacAddress.parse("53:54:00:aa:bb:cc"))
        .hasMessageContaining("multicast");
  }

  @Test
  void gpus_are_read_with_and_without_blanks_and_written_without() {
    assertThat(GpuAssignment.parse("1, 0"))
        .isEqualTo(GpuAssignment.parse("0,1"))
        .hasToString("0,1");
    assertThat(GpuAssignment.parse("none").isNone()).isTrue();
    assertThatThrownBy(() -> GpuAssignment.parse("all"))
        .hasMessage("\"all\" is no GPU assignment; use \"none\" or numbers like \"0,1\"");
  }

  @Test
  void numbers_are_equal_when_their_values_are() {
    assertThat(Attributes.of("share", new BigDecimal("0.10")))
        .isEqualTo(Attributes.of("share", 0.1));
    assertThat(Attributes.of("port", 8000)).isEqualTo(Attributes.of("port", 8000L));
    assertThat(Attributes.of("port", 8000).text("port")).contains("8000");
  }

  @Test
  void attributes_cannot_be_changed_from_outside() {
    List<String> names = new ArrayList<>(List.of("a"));
    Attributes attributes = new Attributes(Map.of("names", names));

    names.add("b");

    assertThat(attributes.get("names")).contains(List.of("a"));
  }

  @Test
  void a_secret_is_never_seen() {
    assertThat(Secret.of("hunter2")).hasToString("***").isEqualTo(Secret.of("hunter2"));
    assertThat(Secret.of("hunter2").reveal(String::length)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "/a/../b", "/a/.", "/a,b", "/a\nb", ""})
  void paths_that_proxmox_would_misread_are_refused(String path) {
    assertThatThrownBy(() -> Mount.Bind.of(path, "/data"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a usable path");
  }

  private static IpAddress randomAddress(Random random) {
    return IpAddress.parse(
        String.join(".", octet(random), octet(random), octet(random), octet(random)));
  }

  private static String octet(Random random) {
    return Integer.toString(random.nextInt(256));
  }

  private static IpAddress near(IpAddress address, Random random) {
    return IpAddress.parse(address.text().replaceFirst("[0-9]+$", octet(random)));
  }

  private static long bits(IpAddress address, int prefix) {
    long value = 0;
    for (String octet : address.text().split("\\.", -1)) {
      value = value * 256 + Integer.parseInt(octet);
    }
    return value >> (32 - prefix);
  }
}
