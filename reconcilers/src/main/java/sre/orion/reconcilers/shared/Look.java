package sre.orion.reconcilers.shared;

import java.util.function.Function;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;

/** Look is what a pass sees of the engine: all of it, or the reason why nothing. */
public final class Look {
    private Look() {}

    /** What {@code seen} makes of the engine, or what {@code unseen} makes of the reason why it was not seen. */
    public static <R> R at(
            NodeObservation observation, Function<EngineObservation, R> seen, Function<String, R> unseen) {
        return switch (observation.engine()) {
            case Observed.Present<EngineObservation>(var engine) -> seen.apply(engine);
            case Observed.Absent<EngineObservation>() -> unseen.apply("there is no engine");
            case Observed.Unknown<EngineObservation>(var cause) -> unseen.apply("the engine does not answer: " + cause);
        };
    }
}
