package ai.thinkheads.phoenix.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inet.ipaddr.IPAddress;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4/24",
        "1.2.3.4 ",
        " ::1",
        "fd00::1/64",
        "fd00::1-2",
        "fd00:*::1",
        "1.2.3.4 ",
        "1..3.4",
        "a.b.c.d",
        "0x1.2.3.4",
        "1.2.3.*",
        "1.2.3.1-2",
        "fe80::1%eth0",
        "::/0",
        "1.2.3.\u0664"
      })
  void what_is_not_one_address_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.parse(text))
        .withMessageContaining("is not an IP address");
  }

  @Test
  void plain_ipv4_reads_as_the_library_reads_it() {
    Random random = new Random(42);
    for (int i = 0; i < 2000; i++) {
      String text = address(random);

      assertThat(Ipv4.isAddress(text)).isTrue();
      assertThat(AddressLibrary.canonical(text)).contains(text);
    }
  }

  @Test
  void networks_contain_what_the_library_says() {
    Random random = new Random(43);
    for (int i = 0; i < 2000; i++) {
      Cidr cidr = new Cidr(IpAddress.parse(address(random)), random.nextInt(33));
      IpAddress other = near(cidr, random);
      IPAddress network =
          AddressLibrary.address(cidr.address().text()).toPrefixBlock(cidr.prefix());

      assertThat(cidr.contains(other))
          .as("%s in %s", other, cidr)
          .isEqualTo(network.contains(AddressLibrary.address(other.text())));
      assertThat(cidr.isNetworkOrBroadcast())
          .as("%s", cidr)
          .isEqualTo(
              cidr.prefix() < 31
                  && Stream.of(network.getLower(), network.getUpper())
                      .anyMatch(AddressLibrary.address(cidr.address().text())::equals));
    }
  }

  @Test
  void addresses_are_ordered_as_the_library_orders_them() {
    Random random = new Random(44);
    for (int i = 0; i < 2000; i++) {
      IpAddress one = IpAddress.parse(address(random));
      IpAddress other = IpAddress.parse(address(random));

      assertThat(Integer.signum(one.compareTo(other)))
          .isEqualTo(
              Integer.signum(
                  AddressLibrary.address(one.text())
                      .compareTo(AddressLibrary.address(other.text()))));
    }
  }

  /** Often the first or last address of a network, where mistakes are made. */
  private static String address(Random random) {
    int last = random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0 : 255;
    return random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + last;
  }

  private static IpAddress near(Cidr cidr, Random random) {
    int bits = Ipv4.bits(cidr.address().text()) ^ (1 << random.nextInt(32));
    return IpAddress.parse(
        (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255));
  }
}
