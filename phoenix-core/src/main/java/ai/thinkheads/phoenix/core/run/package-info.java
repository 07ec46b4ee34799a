/** Carrying out a plan, telling listeners about it, and reporting what happened. */
@NullMarked
package ai.thinkheads.phoenix.core.run;

import org.jspecify.annotations.NullMarked;
