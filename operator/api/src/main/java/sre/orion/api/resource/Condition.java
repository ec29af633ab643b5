package sre.orion.api.resource;

import java.time.Instant;

/**
 * Condition is one statement about a resource, by the rules of kstatus: {@code Ready} is always there,
 * {@code Reconciling} and {@code Stalled} only while they are true.
 *
 * @param reason the {@link Reason#text()} of a constant of the kind
 * @param message the same text for the same facts: no durations, no time stamps, no secrets; at most 1,024 characters
 * @param lastTransitionTime when {@code status} last changed; a change of reason or message does not move it
 */
public record Condition(
        Type type, Status status, String reason, String message, Instant lastTransitionTime, long observedGeneration) {

    private static final int MESSAGE_LIMIT = 1024;

    public Condition {
        if (message.length() > MESSAGE_LIMIT) {
            message = message.substring(0, MESSAGE_LIMIT - 1) + "…";
        }
    }

    /** Type is which statement is made. */
    public enum Type {
        READY("Ready"),
        RECONCILING("Reconciling"),
        STALLED("Stalled");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** The type as Kubernetes writes it: {@code Ready}. */
        public String text() {
            return text;
        }
    }

    /** Status is whether the statement holds. */
    public enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** The status as Kubernetes writes it: {@code True}. */
        public String text() {
            return text;
        }
    }
}
