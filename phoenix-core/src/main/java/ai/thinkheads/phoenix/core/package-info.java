/** The errors that Phoenix throws on purpose; the rest of it is in the packages below. */
@NullMarked
package ai.thinkheads.phoenix.core;

import org.jspecify.annotations.NullMarked;
