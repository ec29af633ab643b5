package sre.orion.api.observation;

import java.util.Optional;

/**
 * Observed is what a look at something gave. A failed look is not an absence: with any {@link Unknown} in scope no
 * destructive step is planned.
 */
public sealed interface Observed<T> {
    /** It is there, and this is what it is. */
    record Present<T>(T value) implements Observed<T> {}

    /** It is not there. */
    record Absent<T>() implements Observed<T> {}

    /** Nobody can tell; {@code cause} says why in one sentence. */
    record Unknown<T>(String cause) implements Observed<T> {}

    /** The value, if it was seen; empty says nothing about absence. */
    default Optional<T> present() {
        return this instanceof Present<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /** Whether nobody can tell. */
    default boolean unknown() {
        return this instanceof Unknown<T>;
    }
}
