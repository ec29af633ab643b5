/**
 * What is served, as objects with a {@code resourceVersion}: a collection for each type, made from the node when somebody
 * asks, with the last changes kept for those who watch.
 */
@NullMarked
package sre.orion.agent.serve.store;

import org.jspecify.annotations.NullMarked;
