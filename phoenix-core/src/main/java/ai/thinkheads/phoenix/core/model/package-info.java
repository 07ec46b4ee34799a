/** What shall exist: immutable values that describe guests and the host they run on. */
@NullMarked
package ai.thinkheads.phoenix.core.model;

import org.jspecify.annotations.NullMarked;
