/** The DSL as users see it: from outside of its package. */
@NullMarked
package ai.thinkheads.phoenix.dsl.user;

import org.jspecify.annotations.NullMarked;
