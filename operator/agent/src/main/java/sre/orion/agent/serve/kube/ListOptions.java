package sre.orion.agent.serve.kube;

import io.helidon.common.uri.UriQuery;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.store.StoredObject;

/**
 * ListOptions is the query of a list or watch (k8s.io/apimachinery, meta/v1 ListOptions).
 *
 * @param limit 0: all
 * @param continuation {@code continue} of the page before, or empty
 * @param version empty: the newest; 0: any
 * @param match {@code NotOlderThan}, {@code Exact}, or empty
 * @param timeoutSeconds empty: the server's choice
 */
record ListOptions(
        Predicate<StoredObject> selector,
        boolean selective,
        long limit,
        String continuation,
        OptionalLong version,
        String match,
        boolean watch,
        boolean bookmarks,
        boolean initialEvents,
        OptionalLong timeoutSeconds) {

    static ListOptions parse(UriQuery query, ObjectType type) {
        String labelSelector = text(query, "labelSelector");
        String fieldSelector = text(query, "fieldSelector");
        var labels = LabelSelector.parse(labelSelector);
        Predicate<StoredObject> fields = FieldSelector.parse(fieldSelector, type);
        var options = new ListOptions(
                fields.and(object -> labels.test(object.draft().labels())),
                !labelSelector.isBlank() || !fieldSelector.isBlank(),
                number(query, "limit").orElse(0),
                text(query, "continue"),
                number(query, "resourceVersion"),
                text(query, "resourceVersionMatch"),
                flag(query, "watch"),
                flag(query, "allowWatchBookmarks"),
                flag(query, "sendInitialEvents"),
                number(query, "timeoutSeconds"));
        options.check();
        return options;
    }

    /** These options for what the path names: one namespace, and one object where it is watched. */
    ListOptions within(ApiPath path) {
        Predicate<StoredObject> named =
                object -> (path.namespace().isEmpty() || object.namespace().equals(path.namespace()))
                        && (path.name().isEmpty() || object.name().equals(path.name()));
        boolean narrowed = selective || !path.namespace().isEmpty();
        return new ListOptions(
                selector.and(named),
                narrowed,
                limit,
                continuation,
                version,
                match,
                watch,
                bookmarks,
                initialEvents,
                timeoutSeconds);
    }

    /** The combinations that a real server refuses too. */
    private void check() {
        if (initialEvents && (!watch || !match.equals("NotOlderThan"))) {
            throw invalid("sendInitialEvents", "needs watch and resourceVersionMatch=NotOlderThan");
        }
        if (match.isEmpty()) {
            return;
        }
        if (!match.equals("NotOlderThan") && !match.equals("Exact")) {
            throw invalid("resourceVersionMatch", "must be NotOlderThan or Exact, not \"" + match + "\"");
        }
        if (watch && !initialEvents) {
            throw invalid("resourceVersionMatch", "is forbidden for watch unless sendInitialEvents is given");
        }
        if (!watch && (version.isEmpty() || !continuation.isEmpty())) {
            throw invalid("resourceVersionMatch", "is forbidden unless resourceVersion is given, and with continue");
        }
        if (match.equals("Exact") && version.orElse(0) == 0) {
            throw invalid("resourceVersionMatch", "Exact is forbidden for resourceVersion 0");
        }
    }

    private static RuntimeException invalid(String field, String message) {
        return Refusal.invalid(
                        "meta.k8s.io",
                        "ListOptions",
                        "",
                        "ListOptions.meta.k8s.io \"\" is invalid: " + field + ": " + message,
                        List.of(new Refusal.Cause("FieldValueForbidden", message, field)))
                .exception();
    }

    private static String text(UriQuery query, String name) {
        return query.first(name).orElse("");
    }

    /** As Go's strconv.ParseBool and Kubernetes' conversion of queries: {@code 1}, {@code true}, and a bare name. */
    static boolean flag(UriQuery query, String name) {
        if (!query.contains(name)) {
            return false;
        }
        String text = text(query, name);
        return !(text.equals("false") || text.equals("0"));
    }

    static OptionalLong number(UriQuery query, String name) {
        String text = text(query, name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.badRequest(name + ": \"" + text + "\" is no number from 0 to 999999999999999999")
                    .exception();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
