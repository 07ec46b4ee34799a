/** The walk over all points at which a run can break off. */
@NullMarked
package ai.thinkheads.phoenix.testing.crash;

import org.jspecify.annotations.NullMarked;
