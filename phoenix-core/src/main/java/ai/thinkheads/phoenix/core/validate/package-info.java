/** The rules that a definition must keep before anything can be planned from it. */
@NullMarked
package ai.thinkheads.phoenix.core.validate;

import org.jspecify.annotations.NullMarked;
