package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.proxmox.guest.Lab;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway: its routes, and its script, run by a real bash. */
@Timeout(60)
class NginxScriptTest {

  private static final NginxFeature NGINX = new NginxFeature();
  private static final Attributes ROUTES =
      Attributes.of(
          "routes",
          List.of(
              Map.of("path", "/v1/", "to", "10.0.0.150", "port", 8000),
              Map.of(
                  "path",
                  "/portainer",
                  "to",
                  "10.0.0.99",
                  "port",
                  9443,
                  "scheme",
                  "https",
                  "strip",
                  true,
                  "timeout_seconds",
                  60),
              "/ 10.0.0.156:8080"));

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void programs() throws IOException {
    run = new ScriptRun(folder);
    run.stubs("apt-get", "systemctl", "journalctl", "curl", "nginx");
    run.stub("dpkg", "");
    run.stub("dpkg-query", "echo 'ii 1'");
  }

  private Path site() {
    return folder.resolve("etc/nginx/conf.d/phoenix.conf");
  }

  private static Attributes completed(String address, Object... routes) {
    Container guest =
        Lab.container(
            c ->
                c.networks(
                    List.of(
                        NetworkInterface.of(
                            "eth0",
                            "vmbr0",
                            address.equals("dhcp")
                                ? new Ipv4Setting.Dhcp()
                                : new Ipv4Setting.Static(Cidr.parse(address))))));
    return NGINX.complete(
        Attributes.of("routes", List.of(routes)), guest, Lab.infrastructure(guest));
  }

  private static List<String> problems(Attributes completed) {
    return NGINX.check("f", completed).stream().map(Problem::toString).toList();
  }

  @Test
  void a_route_gets_the_address_of_the_guest_that_it_names() {
    Map<String, Object> route = Map.of("path", "/v1", "to", 950, "port", 8000);

    assertThat(completed("10.0.0.150/24", route).get("routes"))
        .contains(List.of("/v1 http://10.0.0.150:8000 keep 300"));
    assertThat(completed("10.0.0.7/24", route).get("routes"))
        .contains(List.of("/v1 http://10.0.0.7:8000 keep 300"));
  }

  @Test
  void what_leads_nowhere_is_a_problem_at_its_place() {
    String use = "; use " + GatewayRoute.USE;

    assertThat(
            problems(
                completed(
                    "dhcp",
                    Map.of("path", "/a", "to", 950, "port", 8000),
                    Map.of("path", "/b", "to", 777, "port", 8000),
                    Map.of("path", "/c"),
                    Map.of("path", "/d", "too", 950),
                    Map.of("path", "/e;}", "to", "10.0.0.1:80"),
                    "/f 10.0.0.1:80",
                    "/f/ 10.0.0.2:80",
                    "/health 10.0.0.1:80")))
        .containsExactly(
            "error: f.routes[0]: a route cannot be /a container 950, which has no fixed IPv4"
                + " address keep 300"
                + use,
            "error: f.routes[1]: a route cannot be /b container 777, which is not defined keep 300"
                + use,
            "error: f.routes[2]: a route cannot be one to nowhere" + use,
            "error: f.routes[3]: a route cannot be one with the key too" + use,
            "error: f.routes[4]: a route cannot be /e;} http://10.0.0.1:80 keep 300" + use,
            "error: f.routes[6]: path /f has two routes; keep one of them",
            "error: f.routes[7]: path /health is that at which the gateway itself answers; choose"
                + " another path, or another health_path");
  }

  @Test
  void a_certificate_without_its_key_is_a_problem() {
    assertThat(problems(Attributes.of("tls_certificate", "/etc/a.crt")))
        .containsExactly(
            "error: f.tls_certificate: a certificate and its key belong together; give both"
                + " tls_certificate and tls_key, or none");
  }

  @Test
  void its_site_has_a_place_for_each_route_and_one_for_its_own_health() throws IOException {
    ScriptRun.Result result = run.install(NGINX, ROUTES);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(site())
        .content()
        .contains("  location = /health {\n", "  location = /v1 {\n", "  location /v1/ {\n")
        .contains("    proxy_pass http://10.0.0.150:8000;\n")
        .contains("    proxy_read_timeout 60s;\n", "    proxy_pass https://10.0.0.99:9443/;\n")
        .contains("  location / {\n", "    proxy_pass http://10.0.0.156:8080;\n");
  }

  @Test
  void a_second_time_nothing_is_reloaded_and_another_route_is_reloaded_only() throws IOException {
    run.install(NGINX, ROUTES);
    assertThat(run.calls()).contains("systemctl reload nginx");

    run.install(NGINX, ROUTES);
    assertThat(run.calls()).noneMatch(call -> call.matches(".* (reload|restart|start) nginx"));

    run.install(NGINX, Attributes.of("routes", List.of("/ 10.0.0.157:8080")));
    assertThat(run.calls()).contains("systemctl reload nginx");
  }

  @Test
  void a_site_that_nginx_cannot_read_is_taken_back() throws IOException {
    run.install(NGINX, ROUTES);
    String before = java.nio.file.Files.readString(site());
    run.stub("nginx", "echo 'nginx: [emerg] host not found'; exit 1");

    ScriptRun.Result result =
        run.install(NGINX, Attributes.of("routes", List.of("/ nowhere.invalid:80")));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("host not found")
        .contains("nginx cannot read what would be its site; it keeps the one that it had");
    assertThat(site()).hasContent(before);
  }

  @Test
  void it_verifies_by_asking_itself() throws IOException {
    assertThat(run.verify(NGINX, ROUTES).status()).isZero();
    run.stub("curl", "exit 7");

    assertThat(run.verify(NGINX, ROUTES))
        .isEqualTo(new ScriptRun.Result(1, "nginx does not answer on port 80\n"));
  }
}
