package sre.orion.specs.yaml;

import java.util.Comparator;
import sre.orion.api.resource.SourceLocation;

/**
 * Problem is one thing that is wrong, or worth a word, in a file that people write.
 *
 * @param field the road to the value, such as {@code spec.container.ports[0].target}
 * @param text what is wrong and what to write instead
 */
public record Problem(Severity severity, SourceLocation location, String field, String text)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing((Problem p) -> p.location.file())
            .thenComparingInt(p -> p.location.line())
            .thenComparingInt(p -> p.location.column())
            .thenComparing(Problem::field)
            .thenComparing(Problem::text)
            .thenComparing(Problem::severity);

    /** Severity is whether a revision can be taken all the same. */
    public enum Severity {
        /** The revision is refused. */
        ERROR,
        /** The revision is taken; a person should know. */
        WARNING
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** The problem as every command prints it: {@code FILE:LINE:COL: FIELD: text}. */
    @Override
    public String toString() {
        return location + ": " + field + ": " + text;
    }
}
