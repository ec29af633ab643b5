package sre.orion.agent.serve.store;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Change is one object that came, changed or went.
 *
 * @param before the object as it was; empty when it came
 * @param after the object as it is; empty when it went
 * @param version of the change
 */
public record Change(Optional<StoredObject> before, Optional<StoredObject> after, long version) {

    /** Type is what a watcher is told. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** Seen is a change as those see it who see only some objects. */
    public record Seen(Type type, StoredObject object) {}

    /** What the change is to those who see only what {@code selector} accepts; empty when it is nothing. */
    public Optional<Seen> seenBy(Predicate<StoredObject> selector) {
        Optional<StoredObject> was = before.filter(selector);
        Optional<StoredObject> is = after.filter(selector);
        if (is.isPresent()) {
            return Optional.of(new Seen(was.isPresent() ? Type.MODIFIED : Type.ADDED, is.get()));
        }
        return was.map(gone -> new Seen(Type.DELETED, new StoredObject(gone.type(), gone.draft(), version)));
    }

    long bytes() {
        return after.or(() -> before)
                .map(object ->
                        (long) object.draft().metadata().length + object.draft().rest().length)
                .orElse(0L);
    }
}
