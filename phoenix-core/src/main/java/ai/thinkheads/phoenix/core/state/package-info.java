/** What exists: the observed state of a hypervisor, as values. */
@NullMarked
package ai.thinkheads.phoenix.core.state;

import org.jspecify.annotations.NullMarked;
