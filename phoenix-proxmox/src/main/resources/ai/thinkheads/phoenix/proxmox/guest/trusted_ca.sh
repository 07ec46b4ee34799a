#!/bin/bash
# trusted_ca: makes the guest trust a certificate authority.
# shellcheck disable=SC2154 # load_parameters sets param_…
set -euo pipefail
# shellcheck source=prelude.sh
. "$PHOENIX_PRELUDE"
load_parameters

apt_install ca-certificates openssl
openssl x509 -noout -subject <<<"$param_certificate" || die "the certificate is no X.509 certificate in PEM form"
write_file "/usr/local/share/ca-certificates/$param_name.crt" <<<"$param_certificate"
update-ca-certificates
openssl verify -CAfile /etc/ssl/certs/ca-certificates.crt "/usr/local/share/ca-certificates/$param_name.crt" ||
  die "certificates of $param_name are not trusted"
