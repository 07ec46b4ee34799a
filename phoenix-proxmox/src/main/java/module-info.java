/** The executor of Phoenix: SSH transport, typed Proxmox commands, parsers and feature scripts. */
module ai.thinkheads.phoenix.proxmox {
  requires transitive ai.thinkheads.phoenix.core;
  requires com.jcraft.jsch;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports ai.thinkheads.phoenix.proxmox;
  exports ai.thinkheads.phoenix.proxmox.guest;
  exports ai.thinkheads.phoenix.proxmox.shell;
  exports ai.thinkheads.phoenix.proxmox.ssh;

  provides ai.thinkheads.phoenix.core.feature.Feature with
      ai.thinkheads.phoenix.proxmox.guest.BaseSetupFeature,
      ai.thinkheads.phoenix.proxmox.guest.DockerFeature,
      ai.thinkheads.phoenix.proxmox.guest.NvidiaFeature,
      ai.thinkheads.phoenix.proxmox.guest.OllamaFeature,
      ai.thinkheads.phoenix.proxmox.guest.PortainerFeature,
      ai.thinkheads.phoenix.proxmox.guest.PythonApiServiceFeature,
      ai.thinkheads.phoenix.proxmox.guest.TrustedCaFeature,
      ai.thinkheads.phoenix.proxmox.guest.VllmFeature;
}
