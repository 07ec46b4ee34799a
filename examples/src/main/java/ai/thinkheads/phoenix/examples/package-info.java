/** Runnable labs; what the README and the docs quote. */
@NullMarked
package ai.thinkheads.phoenix.examples;

import org.jspecify.annotations.NullMarked;
