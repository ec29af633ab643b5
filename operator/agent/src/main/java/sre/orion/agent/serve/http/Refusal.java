package sre.orion.agent.serve.http;

import java.util.List;

/**
 * Refusal is why a request is not answered, in the words of Kubernetes' API conventions.
 *
 * @param code of HTTP
 * @param reason Kubernetes' word for it, such as {@code NotFound}
 * @param message for people
 * @param details what it is about
 */
public record Refusal(int code, String reason, String message, Details details) {

    /**
     * Details is what a refusal is about.
     *
     * @param kind the plural, as Kubernetes has it here; empty: nothing in particular
     * @param causes what is wrong with which field
     * @param retryAfterSeconds 0: trying again does not help
     */
    public record Details(String group, String kind, String name, List<Cause> causes, int retryAfterSeconds) {
        /** No details. */
        public static final Details NONE = new Details("", "", "", List.of(), 0);
    }

    /** Cause is what is wrong with one field. */
    public record Cause(String reason, String message, String field) {}

    /** The request makes no sense. */
    public static Refusal badRequest(String message) {
        return new Refusal(400, "BadRequest", message, Details.NONE);
    }

    /** Who asks may not do it. */
    public static Refusal forbidden(String message) {
        return new Refusal(403, "Forbidden", message, Details.NONE);
    }

    /** Nobody knows who asks. */
    public static Refusal unauthorized() {
        return new Refusal(401, "Unauthorized", "Unauthorized: a valid bearer token is needed", Details.NONE);
    }

    /** The path names nothing that is served. */
    public static Refusal unknownPath() {
        return new Refusal(404, "NotFound", "the server could not find the requested resource", Details.NONE);
    }

    /** There is no such object. */
    public static Refusal notFound(String group, String plural, String name) {
        String what = group.isEmpty() ? plural : plural + "." + group;
        return new Refusal(
                404, "NotFound", what + " \"" + name + "\" not found", new Details(group, plural, name, List.of(), 0));
    }

    /** The object, or the path, does not know this verb. */
    public static Refusal methodNotAllowed(String message) {
        return new Refusal(405, "MethodNotAllowed", message, Details.NONE);
    }

    /** What was once listed is not known any more. */
    public static Refusal expired(String message) {
        return new Refusal(410, "Expired", message, Details.NONE);
    }

    /** The fields of an object are wrong. */
    public static Refusal invalid(String group, String kind, String name, String message, List<Cause> causes) {
        return new Refusal(422, "Invalid", message, new Details(group, kind, name, causes, 0));
    }

    /** Too much was asked. */
    public static Refusal tooMany(String message, int retryAfterSeconds) {
        return new Refusal(429, "TooManyRequests", message, new Details("", "", "", List.of(), retryAfterSeconds));
    }

    /** The exception for this refusal. */
    public RefusedException exception() {
        return new RefusedException(this);
    }
}
