package sre.orion.agent.faults;

import java.util.function.Supplier;
import sre.orion.agent.loop.Wiring;

/**
 * PlantedBug is a mistake that an operator like this one may have, made on purpose, and the property that must catch it. None is in
 * the product: each is a wiring that puts something wrong between parts that are right.
 *
 * @param sentence what is wrong
 * @param caughtBy the property that must be broken by it
 * @param scenario in which it shows
 * @param hunt what must happen for it to show
 * @param wiring a new one for each run
 */
record PlantedBug(String sentence, Property caughtBy, String scenario, Hunt hunt, Supplier<Wiring> wiring) {

    /** Hunt is the runs among which it must be caught. */
    enum Hunt {
        /** The scenario as it is. */
        UNDISTURBED,
        /** The scenario with each fault at each call, and each cut. */
        FAULTS,
        /** The scenario with events lost, doubled and swapped. */
        EVENTS,
        /** The scenario while the wall clock jumps. */
        CLOCK,
        /** The scenario twice. */
        TWICE,
        /** Holds that come and go. */
        HOLDS,
        /** The scenario with answers that are no answers. */
        NOISE
    }

    @Override
    public String toString() {
        return caughtBy.number + " " + caughtBy + " catches: " + sentence;
    }
}
