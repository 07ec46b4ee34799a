/** A simulated Proxmox host that answers commands as a real node does. */
@NullMarked
package ai.thinkheads.phoenix.testing.sim;

import org.jspecify.annotations.NullMarked;
