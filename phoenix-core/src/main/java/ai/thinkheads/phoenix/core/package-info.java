/** What Phoenix is for those who embed it: the Hypervisor it talks to, and the errors it throws. */
@NullMarked
package ai.thinkheads.phoenix.core;

import org.jspecify.annotations.NullMarked;
