package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate authority of one's own with step-ca. It is made once; its keys are never made
 * again, replaced or removed.
 */
public final class StepCaFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public StepCaFeature() {
    super(
        "step_ca",
        "a certificate authority of one's own with step-ca, with ACME",
        Guide.installing("the releases of step-ca and step, checked against their checksums")
            .port("9443/tcp", "its API and ACME")
            .file("/usr/local/bin/step-ca", "the program")
            .file("/usr/local/bin/step", "its command line")
            .file("/etc/step-ca", "its keys, settings and what it has issued")
            .file("/etc/step-ca/certs/root_ca.crt", "its root certificate, for trusted_ca")
            .file("/etc/step-ca/password", "the password of its keys, for itself only")
            .file("/etc/systemd/system/step-ca.service", "the service")
            .version("step-ca 0.28.4 and step 0.28.7 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.text(
                "name",
                "[A-Za-z0-9][A-Za-z0-9 ._-]*",
                "letters, digits, blanks, '.', '_' and '-'",
                "the name of the authority, as its certificates say it for ever")
            .orElse("Phoenix"),
        Parameter.texts(
            "dns_names",
            "the names and addresses by which clients reach it; the guest's name and address by"
                + " default"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(9443),
        Parameter.text(
                "provisioner",
                "[A-Za-z0-9@._-]+",
                "letters, digits, '@', '.', '_' and '-'",
                "the name of the provisioner that people use with the password")
            .orElse("admin"),
        Parameter.text(
                "password",
                "[^\\s\\p{Cntrl}]*",
                "a text without blanks",
                "the password of its keys; one that is made up by default")
            .orEmpty(),
        Parameter.flag("acme", "whether it gives certificates by ACME").orElse(true),
        version("version", "0.28.4", "the version of step-ca"),
        version("cli_version", "0.28.7", "the version of step"));
  }

  private static Parameter version(String name, String usual, String doc) {
    return Parameter.text(name, "[0-9]+\\.[0-9]+\\.[0-9]+", "a version like " + usual, doc)
        .orElse(usual);
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    Attributes completed = given;
    if (given.get("dns_names").isEmpty()) {
      Stream<String> addresses =
          container.networks().stream()
              .map(NetworkInterface::address)
              .flatMap(address -> address.stream())
              .map(cidr -> cidr.address().text());
      completed =
          given.with("dns_names", Stream.concat(Stream.of(container.name()), addresses).toList());
    }
    return super.complete(completed, container, infrastructure);
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    List<String> names = GuestReference.resolved(completed, "dns_names");
    for (int index = 0; index < names.size(); index++) {
      if (!names.get(index).matches("[A-Za-z0-9][A-Za-z0-9.:-]*")) {
        problems.add(
            Problem.error(
                path + ".dns_names[" + index + "]",
                "a name cannot be \"" + names.get(index) + "\"",
                "use a name like ca.example.org, or an address"));
      }
    }
    return List.copyOf(problems);
  }
}
