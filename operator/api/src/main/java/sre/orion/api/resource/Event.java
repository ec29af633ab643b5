package sre.orion.api.resource;

/**
 * Event is something a person may want to know about a resource; the only road to alerts. Recorders count equal events
 * instead of repeating them.
 *
 * @param regarding the resource it is about
 * @param reason the {@link Reason#text()} of a constant of the kind
 * @param note one sentence, free of secrets
 */
public record Event(ResourceKey regarding, Severity severity, String reason, String note) {
    /** Severity is Kubernetes' event type. */
    public enum Severity {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String text;

        Severity(String text) {
            this.text = text;
        }

        /** The severity as Kubernetes writes it: {@code Warning}. */
        public String text() {
            return text;
        }
    }
}
