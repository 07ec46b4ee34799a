/** What tests of definitions use: assertions, and a fresh simulated host for each test. */
@NullMarked
package ai.thinkheads.phoenix.testing;

import org.jspecify.annotations.NullMarked;
