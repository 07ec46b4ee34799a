#!/bin/bash
# trusted_ca: makes the guest trust a certificate authority.
# shellcheck disable=SC2154 # Phoenix sets param_…

file=/usr/local/share/ca-certificates/$param_name.crt

check() {
  [[ -f $file && $(<"$file") == "$(printf '%s' "$param_certificate")" ]] && verify
}

apply() {
  apt_install ca-certificates openssl
  openssl x509 -noout -subject <<<"$param_certificate" || die "the certificate is no X.509 certificate in PEM form"
  write_file "$file" <<<"$param_certificate"
  # Without --fresh, what replaces a certificate is not found by those who look for it by its hash.
  update-ca-certificates --fresh
}

verify() {
  {
    openssl verify -no-CApath -CAfile /etc/ssl/certs/ca-certificates.crt "$file" &&
      openssl verify -no-CAfile -CApath /etc/ssl/certs "$file"
  } ||
    die "certificates of $param_name are not trusted"
}
