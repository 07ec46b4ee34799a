/** What running a command over SSH and running it here have in common; internal to this module. */
@NullMarked
package ai.thinkheads.phoenix.proxmox.process;

import org.jspecify.annotations.NullMarked;
