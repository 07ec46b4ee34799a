/** What is wrong with an input, where, and what to do about it. */
@NullMarked
package ai.thinkheads.phoenix.core.problem;

import org.jspecify.annotations.NullMarked;
