/** The features that come with Phoenix: what each can be told, what it needs, and its script. */
@NullMarked
package ai.thinkheads.phoenix.proxmox.library;

import org.jspecify.annotations.NullMarked;
