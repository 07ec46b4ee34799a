/** The phoenix command, for its own files and for a user's Java class. */
@NullMarked
package ai.thinkheads.phoenix.cli;

import org.jspecify.annotations.NullMarked;
