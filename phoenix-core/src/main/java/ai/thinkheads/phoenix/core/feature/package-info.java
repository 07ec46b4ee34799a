/** What can be installed in a guest: features and scripts, and where they are found. */
@NullMarked
package ai.thinkheads.phoenix.core.feature;

import org.jspecify.annotations.NullMarked;
