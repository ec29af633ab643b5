/** What the two doors answer, and what they refuse. */
@NullMarked
package sre.orion.agent.serve;

import org.jspecify.annotations.NullMarked;
