/** The difference between what shall exist and what exists, as an ordered set of actions. */
@NullMarked
package ai.thinkheads.phoenix.core.plan;

import org.jspecify.annotations.NullMarked;
