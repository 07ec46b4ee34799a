package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.PortMapping;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.guest.Lab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers by vmid, address or URL, as parameters of Open WebUI. */
class GuestReferenceTest {

  private static final OpenWebuiFeature FEATURE = new OpenWebuiFeature();

  private static Infrastructure lab(String ip, FeatureUse... features) {
    Container server =
        Lab.container(
            c ->
                c.features(List.of(features))
                    .ports(List.of(new PortMapping(80, 9000)))
                    .networks(
                        List.of(NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse(ip)))));
    return Infrastructure.empty().withContainers(List.of(server));
  }

  private static Attributes completed(Infrastructure lab, Attributes given) {
    return FEATURE.complete(given, lab.container(Vmid.of(950)).orElseThrow(), lab);
  }

  @Test
  void a_guest_is_its_address_and_the_port_of_its_feature() {
    Infrastructure lab = lab("10.0.0.50/24", FeatureUse.of("ollama").with("port", 11435));

    assertThat(completed(lab, Attributes.of("ollama", 950)).text("ollama"))
        .hasValue("http://10.0.0.50:11435");
  }

  @Test
  void a_guest_that_says_no_port_of_its_feature_serves_on_its_first_port() {
    assertThat(completed(lab("10.0.0.50/24"), Attributes.of("ollama", "950")).text("ollama"))
        .hasValue("http://10.0.0.50:9000");
  }

  @Test
  void a_new_address_of_a_guest_is_another_parameter() {
    Attributes given = Attributes.of("openai", List.of(Map.of("to", 950, "port", 8000)));

    assertThat(completed(lab("10.0.0.50/24"), given).get("openai"))
        .hasValue(List.of("http://10.0.0.50:8000/v1"));
    assertThat(completed(lab("10.0.0.51/24"), given).get("openai"))
        .hasValue(List.of("http://10.0.0.51:8000/v1"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, http://10.0.0.7:11434",
    "10.0.0.7:80, http://10.0.0.7:80",
    "fd00::55, http://[fd00::55]:11434",
    "[fd00::55]:80, http://[fd00::55]:80",
    "ollama.lab.example, http://ollama.lab.example:11434",
    "https://ollama.example/api, https://ollama.example/api",
  })
  void an_address_gets_a_port_and_a_url_stays(String given, String url) {
    assertThat(completed(lab("dhcp"), Attributes.of("ollama", given)).text("ollama")).hasValue(url);
  }

  @Test
  void an_address_with_a_path_needs_to_say_how_it_is_spoken_to() {
    Attributes given = Attributes.of("openai", List.of("10.0.0.7/v1"));

    assertThat(FEATURE.check("f", completed(lab("dhcp"), given)))
        .extracting(Object::toString)
        .containsExactly(
            "error: f.openai: a server cannot be 10.0.0.7/v1, which has a path, but no http:// or"
                + " https:// before it; use the vmid of a guest with a fixed IPv4 address, an"
                + " address, or a URL");
  }

  @Test
  void what_is_no_guest_or_has_no_fixed_address_is_a_problem() {
    Infrastructure lab = lab("dhcp");
    Attributes given =
        Attributes.of("ollama", 950).with("openai", List.of(951, Map.of("port", 8000)));

    assertThat(FEATURE.check("f", completed(lab, given)))
        .extracting(Object::toString)
        .containsExactly(
            "error: f.ollama: the parameter cannot be \"container 950, which has no fixed IPv4"
                + " address\"; use the vmid of a guest with a fixed IPv4 address, an address, or a"
                + " URL",
            "error: f.openai: a server cannot be container 951, which is not defined; use the vmid"
                + " of a guest with a fixed IPv4 address, an address, or a URL",
            "error: f.openai: a server cannot be null, which names no guest; use the vmid of a"
                + " guest with a fixed IPv4 address, an address, or a URL");
  }
}
