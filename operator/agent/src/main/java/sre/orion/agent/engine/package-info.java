/**
 * The engine's side of the shell: the HTTP API of Docker as raw JSON, read into the vocabulary of {@code sre.orion.api} and
 * written from it. Nothing is decided here; what a call means stands in the plan, what an answer means in the next pass.
 */
@NullMarked
package sre.orion.agent.engine;

import org.jspecify.annotations.NullMarked;
