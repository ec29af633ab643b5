package sre.orion.agent.faults;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Property is a promise about every run: its number in the catalogue of faults, its sentence, and its predicate, which says where
 * it is broken. {@link PlantedBug} has a bug for each, which it catches.
 */
enum Property {
    CONVERGENCE(
            1,
            "While spec and engine stay still, the node comes to what the spec says within the waits that faults cost.",
            EndProperties::convergence),
    STABILITY(2, "What is as the spec says is not touched.", EndProperties::stability),
    CRASH_EQUIVALENCE(
            3,
            "Whatever is cut, lost or refused once, the node ends as without it, and as many objects are made and removed.",
            EndProperties::crashEquivalence),
    START_INDEPENDENCE(
            4, "An update ends as a fresh install of the same specs does.", EndProperties::startIndependence),
    REVERT(5, "Specs that come back to what they were bring the host back to what it was.", EndProperties::revert),
    EVENT_INDEPENDENCE(
            6,
            "Events that are lost, doubled, late or out of order change when something happens, never what.",
            EndProperties::eventIndependence),
    FRESH_READ(
            7,
            "Nothing is stopped, changed or removed but right after a look at that very object.",
            TraceProperties::freshRead),
    UNKNOWN_IS_NOT_ABSENT(
            8,
            "While the engine does not tell what is there, nothing is made and nothing removed.",
            TraceProperties::unknownIsNotAbsent),
    FOREIGN_UNTOUCHED(
            9, "What is neither Orion's nor named by the specs is not touched.", TraceProperties::foreignUntouched),
    SINGLE_INSTANCE(10, "No two containers of a Service run at once.", TraceProperties::singleInstance),
    NO_LOST_SERVICE(
            11,
            "Orion never removes the last container of a Service that the specs name.",
            TraceProperties::noLostService),
    PULL_BEFORE_STOP(
            12,
            "A running container is not stopped for a new one before the new one's image is here.",
            TraceProperties::pullBeforeStop),
    DATA_SAFETY(13, "No call removes a volume or an image, prunes, or forces anything.", TraceProperties::dataSafety),
    ANONYMOUS_VOLUMES(14, "A new container has the anonymous volumes of the old one.", EndProperties::anonymousVolumes),
    OPTIONS_HONOURED(
            15,
            "A network or volume is made with just the options that the spec gives it.",
            TraceProperties::optionsHonoured),
    MASS_DELETION(
            16,
            "More than one object and more than a fifth of all is not removed without a person's yes.",
            TraceProperties::massDeletion),
    ATOMIC_SPEC(
            17,
            "Every container is made from one complete revision, whose id it carries.",
            TraceProperties::atomicSpec),
    BOUNDED_EFFORT(
            18, "What keeps failing is tried at most once a minute in the long run.", TraceProperties::boundedEffort),
    HOLD_PRECEDENCE(
            22,
            "Of several holds the first in the order of precedence wins, and nothing swings.",
            HoldProperties::precedence),
    TIME_SANITY(
            26, "A jump of the wall clock makes nothing wait longer than its longest wait.", EndProperties::timeSanity),
    TRUTH(27, "Ready is only said of a Service whose container runs, or has done its work.", EndProperties::truth),
    LEAST_AUTHORITY(28, "Only calls of the published list are made.", TraceProperties::leastAuthority),
    INPUT_HARDNESS(29, "No answer, however broken, makes a reconciler throw.", EndProperties::inputHardness),
    DETERMINISM(30, "The same seed makes the same calls.", EndProperties::determinism);

    final int number;
    final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Function<Evidence, List<String>> broken;

    Property(int number, String sentence, Function<Evidence, List<String>> broken) {
        this.number = number;
        this.sentence = sentence;
        this.broken = broken;
    }

    /** Where a run breaks it; empty when it holds. */
    List<String> broken(Evidence evidence) {
        return broken.apply(evidence);
    }

    /** A property that a run breaks, and where. */
    record Violation(Property property, String where) {
        @Override
        public String toString() {
            return property.number + " " + property + ": " + where;
        }
    }

    /** All that a run breaks. */
    static List<Violation> violations(Evidence evidence) {
        return Stream.of(values())
                .flatMap(property -> property.broken(evidence).stream().map(where -> new Violation(property, where)))
                .toList();
    }
}
