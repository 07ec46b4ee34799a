/** The two interchange files, read and written without loss. */
@NullMarked
package ai.thinkheads.phoenix.core.json;

import org.jspecify.annotations.NullMarked;
