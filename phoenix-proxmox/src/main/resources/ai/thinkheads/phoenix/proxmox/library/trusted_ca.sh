#!/bin/bash
# trusted_ca: makes the guest trust a certificate authority.
# shellcheck disable=SC2154 # Phoenix sets param_…

file=/usr/local/share/ca-certificates/$param_name.crt

check() {
  [[ -f $file && $(<"$file") == "$param_certificate" ]] && verify
}

apply() {
  apt_install ca-certificates openssl
  openssl x509 -noout -subject <<<"$param_certificate" || die "the certificate is no X.509 certificate in PEM form"
  write_file "$file" <<<"$param_certificate"
  update-ca-certificates
}

verify() {
  openssl verify -CAfile /etc/ssl/certs/ca-certificates.crt "$file" ||
    die "certificates of $param_name are not trusted"
}
