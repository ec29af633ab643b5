package sre.orion.agent.serve.kube;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.store.ObjectCollection;
import sre.orion.agent.serve.store.ObjectStore;
import sre.orion.agent.serve.store.Snapshot;
import sre.orion.agent.serve.store.StoredObject;

/**
 * Listing is a list of objects, whole or page by page; all pages are of one moment.
 *
 * @param listMeta the JSON of the list's metadata
 */
record Listing(String listMeta, List<StoredObject> objects) {

    /** Page is where a {@code continue} goes on. */
    private record Page(long version, String key) {
        String token() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((version + " " + key).getBytes(StandardCharsets.UTF_8));
        }

        static Page of(String token) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                int space = text.indexOf(' ');
                if (space > 0 && text.substring(0, space).matches("[0-9]{1,18}")) {
                    return new Page(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
                }
            } catch (IllegalArgumentException noToken) {
                // The refusal below says it.
            }
            throw Refusal.badRequest("continue key is not valid: take it as the list gave it")
                    .exception();
        }
    }

    /** What the options ask for. */
    static Listing of(ObjectStore store, ObjectCollection collection, ListOptions options) {
        String start = "";
        Snapshot snapshot;
        if (options.continuation().isEmpty()) {
            snapshot = first(store, collection, options);
        } else {
            Page page = Page.of(options.continuation());
            snapshot = collection
                    .at(page.version())
                    .orElseThrow(() -> Refusal.expired(
                                    "The provided continue parameter is too old to display a"
                                            + " consistent list result. You can start a new list without the continue parameter.")
                            .exception());
            start = page.key();
        }
        List<StoredObject> left =
                snapshot.after(start).stream().filter(options.selector()).toList();
        boolean more = options.limit() > 0 && left.size() > options.limit();
        List<StoredObject> shown = more ? left.subList(0, (int) options.limit()) : left;
        String rest = "";
        if (more) {
            collection.keep(snapshot);
            rest = ",\"continue\":\"" + new Page(snapshot.version(), Snapshot.key(shown.getLast())).token() + "\""
                    + (options.selective() ? "" : ",\"remainingItemCount\":" + (left.size() - shown.size()));
        }
        return new Listing("{\"resourceVersion\":\"" + snapshot.version() + "\"" + rest + "}", shown);
    }

    private static Snapshot first(ObjectStore store, ObjectCollection collection, ListOptions options) {
        Snapshot now = collection.look();
        long version = options.version().orElse(0);
        if (options.match().equals("Exact")) {
            return collection
                    .at(version)
                    .orElseThrow(() -> Refusal.expired("the resource version " + version + " is not kept")
                            .exception());
        }
        if (version > store.version()) {
            throw new Refusal(
                            504,
                            "Timeout",
                            "Too large resource version: " + version + ", current: " + now.version(),
                            new Refusal.Details(
                                    "",
                                    "",
                                    "",
                                    List.of(new Refusal.Cause(
                                            "ResourceVersionTooLarge", "Too large resource version", "")),
                                    1))
                    .exception();
        }
        return now;
    }
}
