package sre.orion.api.plan;

/**
 * Difference is one field in which what is there differs from what the spec wants.
 *
 * @param field path in the words of the spec, such as {@code mem_limit} or {@code networks.front.aliases}
 * @param wanted the value of the spec as text, secrets masked
 * @param found the value of the engine as text, secrets masked
 */
public record Difference(String field, String wanted, String found, Change change) {
    /** Change is what it takes to remove a difference. */
    public enum Change {
        /** The engine can change it as the container runs. */
        UPDATE_IN_PLACE,
        /** The object must be made anew. */
        RECREATE,
        /** It is known, reported and left. */
        IGNORE
    }

    /** The same difference, of another class. */
    public Difference butTakes(Change other) {
        return new Difference(field, wanted, found, other);
    }

    /** The difference as people read it. */
    @Override
    public String toString() {
        return field + ": " + found + " -> " + wanted;
    }
}
