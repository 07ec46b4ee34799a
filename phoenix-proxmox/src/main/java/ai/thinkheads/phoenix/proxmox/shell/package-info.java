/** The port through which commands reach a node, and its quoting. */
@NullMarked
package ai.thinkheads.phoenix.proxmox.shell;

import org.jspecify.annotations.NullMarked;
