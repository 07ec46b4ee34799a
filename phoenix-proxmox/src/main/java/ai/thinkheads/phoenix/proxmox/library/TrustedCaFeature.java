package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;

/** Makes the guest trust a certificate authority. */
public final class TrustedCaFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public TrustedCaFeature() {
    super(
        "trusted_ca",
        "trust in a certificate authority of yours",
        Guide.installing("ca-certificates and openssl")
            .file("/usr/local/share/ca-certificates/NAME.crt", "the certificate")
            .tested(IN_CONTAINERS),
        Parameter.text(
                "certificate",
                "(?s)\\s*-----BEGIN CERTIFICATE-----.*-----END CERTIFICATE-----\\s*",
                "a certificate in PEM form",
                "the authority's certificate")
            .mandatory(),
        Parameter.text(
                "name",
                "[A-Za-z0-9][A-Za-z0-9_-]*",
                "letters, digits, '_' and '-'",
                "the name of its file in the guest")
            .orElse("phoenix"));
  }
}
