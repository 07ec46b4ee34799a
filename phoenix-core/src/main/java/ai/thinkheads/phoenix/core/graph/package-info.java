/** Who needs whom: closures, orders and cycles over guests. */
@NullMarked
package ai.thinkheads.phoenix.core.graph;

import org.jspecify.annotations.NullMarked;
