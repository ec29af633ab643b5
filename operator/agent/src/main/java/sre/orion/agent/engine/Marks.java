package sre.orion.agent.engine;

import java.util.Set;

/**
 * Marks is what is not to be trusted any more of what is remembered.
 *
 * @param all whether that is everything
 * @param containers ids
 * @param images whether it is the images
 */
record Marks(boolean all, Set<String> containers, boolean images) {
    boolean holds(String container) {
        return all || containers.contains(container);
    }
}
