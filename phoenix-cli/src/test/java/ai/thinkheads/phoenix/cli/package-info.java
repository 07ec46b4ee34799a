/** Tests of the command, in process, on simulated nodes. */
@NullMarked
package ai.thinkheads.phoenix.cli;

import org.jspecify.annotations.NullMarked;
