package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import java.util.List;

/** The tools that people expect on a machine, and its locale. */
public final class BaseSetupFeature extends LibraryFeature {

  private static final List<String> TOOLS =
      List.of("curl", "wget", "vim", "htop", "jq", "git", "rsync", "s-tui", "gnupg");

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public BaseSetupFeature() {
    super(
        "base_setup",
        "tools that people expect on a machine, and its locale",
        Guide.installing("curl, wget, vim, htop, jq, git, rsync, s-tui, gnupg and locales")
            .version("those of the distribution")
            .file("/etc/locale.gen", "the locale en_US.UTF-8")
            .tested(IN_CONTAINERS),
        Parameter.texts("packages", "the packages that are installed").orElse(TOOLS),
        Parameter.texts("extra_packages", "packages that are installed besides those").orEmpty(),
        Parameter.text(
                "locale",
                "([a-z]{2,3}_[A-Z]{2}|C)\\.UTF-8",
                "a locale like en_US.UTF-8",
                "the locale of the machine")
            .orElse("en_US.UTF-8"));
  }
}
