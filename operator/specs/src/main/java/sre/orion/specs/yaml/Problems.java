package sre.orion.specs.yaml;

import java.util.List;
import java.util.TreeSet;
import sre.orion.specs.yaml.Problem.Severity;

/** Problems collects what is wrong, so that a person hears of everything at once. */
public final class Problems {
    private final TreeSet<Problem> found = new TreeSet<>();
    private int errors;

    /** Notes that the value at {@code place} is wrong. */
    public void error(Place place, String text) {
        if (add(Severity.ERROR, place, text)) {
            errors++;
        }
    }

    /** Notes that the value at {@code place} is taken, but not as somebody might think. */
    public void warn(Place place, String text) {
        add(Severity.WARNING, place, text);
    }

    private boolean add(Severity severity, Place place, String text) {
        String field = place.field().isEmpty() ? "document" : place.field();
        return found.add(new Problem(severity, place.location(), field, text));
    }

    /** Adds what somebody else found. */
    public void addAll(Problems others) {
        found.addAll(others.found);
        errors += others.errors;
    }

    /** Adds what somebody else found, errors as warnings. */
    public void addAsWarnings(Problems others) {
        others.found.forEach(problem ->
                found.add(new Problem(Severity.WARNING, problem.location(), problem.field(), problem.text())));
    }

    /** How many errors there are so far. */
    public int errors() {
        return errors;
    }

    /** All of one severity, sorted by file, line and column. */
    public List<Problem> all(Severity severity) {
        return found.stream().filter(problem -> problem.severity() == severity).toList();
    }
}
