/**
 * A simulated Proxmox VE node. {@link ai.thinkheads.phoenix.testing.sim.SimulatedHost} answers
 * commands, {@link ai.thinkheads.phoenix.testing.sim.SimulatedSshServer} puts it behind a real SSH
 * server.
 *
 * <p>All its state is files, laid out as on a real node, below {@code /}; beyond those there are
 * {@code /guests/VMID/STORAGE/VOLUME}, the volumes with their content and snapshots, and {@code
 * /simulated-node}, its name and version. What it answers, refuses and leaves behind is that of
 * pve-container 5 and 6, as measured on a real node and read in the source; it stands, command by
 * command, in the tables of its tests.
 *
 * <p>There is no bash: Phoenix's own scripts are answered by handlers under the script's name.
 */
@NullMarked
package ai.thinkheads.phoenix.testing.sim;

import org.jspecify.annotations.NullMarked;
