/** The executor of Phoenix: SSH transport, typed Proxmox commands, parsers and feature scripts. */
module ai.thinkheads.phoenix.proxmox {
  requires transitive ai.thinkheads.phoenix.core;
  requires com.jcraft.jsch;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports ai.thinkheads.phoenix.proxmox;
  exports ai.thinkheads.phoenix.proxmox.guest;
  exports ai.thinkheads.phoenix.proxmox.library;
  exports ai.thinkheads.phoenix.proxmox.shell;
  exports ai.thinkheads.phoenix.proxmox.ssh;

  provides ai.thinkheads.phoenix.core.feature.Feature with
      ai.thinkheads.phoenix.proxmox.library.BaseSetupFeature,
      ai.thinkheads.phoenix.proxmox.library.DockerFeature,
      ai.thinkheads.phoenix.proxmox.library.GrafanaFeature,
      ai.thinkheads.phoenix.proxmox.library.LlamaCppFeature,
      ai.thinkheads.phoenix.proxmox.library.N8nFeature,
      ai.thinkheads.phoenix.proxmox.library.NginxFeature,
      ai.thinkheads.phoenix.proxmox.library.NvidiaFeature,
      ai.thinkheads.phoenix.proxmox.library.OllamaFeature,
      ai.thinkheads.phoenix.proxmox.library.OpenWebuiFeature,
      ai.thinkheads.phoenix.proxmox.library.PortainerFeature,
      ai.thinkheads.phoenix.proxmox.library.PostgresqlFeature,
      ai.thinkheads.phoenix.proxmox.library.PrometheusFeature,
      ai.thinkheads.phoenix.proxmox.library.PythonApiServiceFeature,
      ai.thinkheads.phoenix.proxmox.library.QdrantFeature,
      ai.thinkheads.phoenix.proxmox.library.RedisFeature,
      ai.thinkheads.phoenix.proxmox.library.StepCaFeature,
      ai.thinkheads.phoenix.proxmox.library.TraefikFeature,
      ai.thinkheads.phoenix.proxmox.library.TrustedCaFeature,
      ai.thinkheads.phoenix.proxmox.library.VllmFeature;
}
