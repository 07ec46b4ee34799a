/** What is sent into a guest: the provisioning script, and the features that come with Phoenix. */
@NullMarked
package ai.thinkheads.phoenix.proxmox.guest;

import org.jspecify.annotations.NullMarked;
