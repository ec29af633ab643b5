/**
 * The engine's JSON and the vocabulary of {@code sre.orion.api}, one read as the other. Requests are those of docker compose
 * v5; what the agreed version of the API would silently drop is not sent. Answers become what was asked for, in one
 * canonical form, so that a container that is created and inspected compares equal to its request.
 */
@NullMarked
package sre.orion.agent.engine.codec;

import org.jspecify.annotations.NullMarked;
