/** What is sent into a guest: one script that does all that a plan has for it. */
@NullMarked
package ai.thinkheads.phoenix.proxmox.guest;

import org.jspecify.annotations.NullMarked;
