/** The fluent Java DSL: static factories, and one block per thing that is described. */
@NullMarked
package ai.thinkheads.phoenix.dsl;

import org.jspecify.annotations.NullMarked;
