/** The executor: a hypervisor that is observed and changed through a shell on a Proxmox node. */
@NullMarked
package ai.thinkheads.phoenix.proxmox;

import org.jspecify.annotations.NullMarked;
