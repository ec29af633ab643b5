/** What Orion asks of the engine, held against what docker compose asks for the same files. */
@NullMarked
package sre.orion.agent.vectors;

import org.jspecify.annotations.NullMarked;
