package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The traefik script, run by a real bash on a release that a stand-in for curl brings. */
@Timeout(60)
class TraefikScriptTest {

  private static final Attributes ROUTE =
      Attributes.of("routes", List.of(Map.of("path", "/v1", "to", "10.0.0.50", "port", 8000)));

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void release() throws IOException, InterruptedException {
    run =
        ReleaseStandIn.guest(
            folder,
            """
            printf '#!/bin/sh\\necho "Version:      3.5.3"\\n' >traefik && chmod +x traefik
            tar -czf traefik_v3.5.3_linux_amd64.tar.gz traefik
            sha256sum ./traefik_v3.5.3_linux_amd64.tar.gz >traefik_v3.5.3_checksums.txt
            """);
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new TraefikFeature(), given);
  }

  @Test
  void a_route_is_for_its_path_and_all_below_it() throws IOException {
    ScriptRun.Result result = install(ROUTE);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(folder.resolve("etc/traefik/dynamic/phoenix.yml"))
        .hasContent(
            """
            # Written by Phoenix; changed by it when the definition changes.
            http:
              routers:
                route-1:
                  rule: "(Path(`/v1`) || PathPrefix(`/v1/`))"
                  service: route-1
              services:
                route-1:
                  loadBalancer:
                    serversTransport: route-1
                    servers:
                      - url: "http://10.0.0.50:8000"
              serversTransports:
                route-1:
                  insecureSkipVerify: true
                  forwardingTimeouts:
                    responseHeaderTimeout: 300s
            """);
    assertThat(folder.resolve("etc/traefik/traefik.yml"))
        .hasContent(
            """
            # Written by Phoenix; changed by it when the definition changes.
            entryPoints:
              web:
                address: ":80"
                asDefault: true
              ping:
                address: "127.0.0.1:8082"
            ping:
              entryPoint: ping
            providers:
              file:
                directory: FOLDER/etc/traefik/dynamic
                watch: true
            """
                .replace("FOLDER", folder.toString()));
    assertThat(run.calls()).contains("systemctl restart traefik");
  }

  @Test
  void a_new_route_is_read_while_it_runs_and_nothing_is_downloaded_again() throws IOException {
    install(ROUTE);
    run.calls();

    install(
        ROUTE.with(
            "routes", List.of(Map.of("path", "/files", "to", "https://10.0.0.9", "strip", true))));

    assertThat(run.calls())
        .contains("systemctl start traefik")
        .doesNotContain("systemctl restart traefik")
        .noneMatch(call -> call.contains("traefik_v3.5.3"));
    assertThat(folder.resolve("etc/traefik/dynamic/phoenix.yml"))
        .content()
        .contains(
            "      service: route-1\n      middlewares: [route-1]\n",
            "  middlewares:\n    route-1:\n      stripPrefix:\n        prefixes: [\"/files\"]\n");
  }

  @Test
  void with_an_acme_server_it_asks_for_certificates_of_its_names() throws IOException {
    install(
        ROUTE
            .with("tls", true)
            .with("server_name", "ai.example.org lab.example.org")
            .with("acme_server", "https://ca.example.org:9443/acme/acme/directory")
            .with("acme_email", "me@example.org"));

    assertThat(folder.resolve("etc/traefik/traefik.yml"))
        .content()
        .contains(
            """
              websecure:
                address: ":443"
                asDefault: true
                http:
                  tls: {certResolver: phoenix}
            """,
            """
            certificatesResolvers:
              phoenix:
                acme:
                  caServer: "https://ca.example.org:9443/acme/acme/directory"
                  email: "me@example.org"
            """);
    assertThat(folder.resolve("etc/traefik/dynamic/phoenix.yml"))
        .content()
        .contains("rule: \"(Host(`ai.example.org`) || Host(`lab.example.org`)) && (Path(`/v1`) ||");
  }

  @Test
  void certificates_need_tls_and_a_name() {
    Attributes acme = Attributes.of("acme_server", "https://ca.example.org");

    assertThat(new TraefikFeature().check("f", new TraefikFeature().parameters().withPresets(acme)))
        .extracting(Object::toString)
        .containsExactly(
            "error: f.acme_server: without TLS there is no use for certificates; set tls",
            "error: f.acme_server: certificates are for names, and the site has none; say"
                + " server_name");
  }

  @Test
  void a_release_of_another_checksum_is_refused() throws IOException {
    ScriptRun.Result result = install(ROUTE.with("sha256", "0".repeat(64)));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("does not have the checksum 000");
    assertThat(folder.resolve("usr/local/bin/traefik")).doesNotExist();
  }

  @Test
  void one_that_does_not_answer_is_no_success() throws IOException {
    install(ROUTE);
    run.stub("curl", "exit 7");

    assertThat(run.verify(new TraefikFeature(), ROUTE))
        .isEqualTo(new ScriptRun.Result(1, "Traefik does not answer on port 8082\n"));
  }
}
