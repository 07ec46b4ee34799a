/** The shell on a node, reached over SSH. */
@NullMarked
package ai.thinkheads.phoenix.proxmox.ssh;

import org.jspecify.annotations.NullMarked;
