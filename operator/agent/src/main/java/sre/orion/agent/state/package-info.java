/**
 * The state directory: where it is, who may use it, and how files in it are replaced so that a crash leaves the old or the new one.
 */
@NullMarked
package sre.orion.agent.state;

import org.jspecify.annotations.NullMarked;
