/** How plans and reports become text for people: pages of a width, with or without colour. */
@NullMarked
package ai.thinkheads.phoenix.core.text;

import org.jspecify.annotations.NullMarked;
