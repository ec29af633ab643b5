package sre.orion.agent.serve.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.agent.serve.view.Operation;
import sre.orion.agent.serve.view.ResourceView;

/** Annotations is the annotations by which people ask for operations, and in which they see what was asked for. */
public final class Annotations {
    /** When it was asked to be looked at; the same word as Flux's. */
    public static final String RECONCILE = "orion.sre/reconcile-requested-at";
    /** When a restart was asked for; the same word as kubectl's. */
    public static final String RESTART = "orion.sre/restartedAt";
    /** Until when it is kept stopped. */
    public static final String SUSPEND = "orion.sre/suspend-until";
    /** Which generation's spec runs instead of what the files say. */
    public static final String ROLLBACK = "orion.sre/rollback";

    private static final List<String> ALL = List.of(RECONCILE, RESTART, SUSPEND, ROLLBACK);

    private Annotations() {}

    /** Whether setting the annotation is an operation. */
    public static boolean operates(String annotation) {
        return ALL.contains(annotation);
    }

    /**
     * The operation that setting an annotation asks for; empty when there is none, such as taking a restart back.
     *
     * @param value empty: the annotation is removed
     * @throws DateTimeException when the value has to be a time and is none
     */
    public static Optional<Operation> operation(String annotation, Optional<String> value) {
        return switch (annotation) {
            case RECONCILE -> value.map(text -> new Operation.Reconcile(time(text)));
            case RESTART -> value.map(text -> new Operation.Restart(time(text)));
            case SUSPEND ->
                Optional.of(value.<Operation>map(text -> new Operation.Suspend(time(text)))
                        .orElseGet(Operation.Resume::new));
            case ROLLBACK ->
                Optional.of(value.<Operation>map(_ -> new Operation.RollBack()).orElseGet(Operation.RollForward::new));
            default -> throw new IllegalArgumentException(annotation + " asks for nothing");
        };
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** The annotations that say what was asked of a resource. */
    static SortedMap<String, String> of(ResourceView view) {
        var annotations = new TreeMap<String, String>();
        view.requests().reconcile().ifPresent(at -> annotations.put(RECONCILE, at.toString()));
        view.requests().restart().ifPresent(at -> annotations.put(RESTART, at.toString()));
        view.requests().suspendUntil().ifPresent(at -> annotations.put(SUSPEND, at.toString()));
        view.rollback().ifPresent(generation -> annotations.put(ROLLBACK, "generation " + generation));
        return annotations;
    }
}
