/** JMH benchmarks: how long things take, and how that grows. */
@NullMarked
package ai.thinkheads.phoenix.benchmarks;

import org.jspecify.annotations.NullMarked;
