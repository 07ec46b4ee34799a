/** How labs are tested. */
@NullMarked
package ai.thinkheads.phoenix.examples;

import org.jspecify.annotations.NullMarked;
