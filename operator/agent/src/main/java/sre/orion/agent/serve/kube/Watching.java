package sre.orion.agent.serve.kube;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.http.SlowReaders;
import sre.orion.agent.serve.store.Change;
import sre.orion.agent.serve.store.ExpiredException;
import sre.orion.agent.serve.store.ObjectCollection;
import sre.orion.agent.serve.store.Snapshot;
import sre.orion.agent.serve.store.StoredObject;

/**
 * Watching is one watch on its way: it remembers nothing but the version it has told, so a reader who is slow costs no
 * memory, and one who is too slow is told that it must list anew.
 */
final class Watching {
    /** As a real server's {@code --min-request-timeout}; some more, at random, so that not all come back at once. */
    private static final Duration SHORTEST_END = Duration.ofMinutes(30);
    /** A client that has gone is noticed by writing to it. */
    private static final Duration BOOKMARK = Duration.ofSeconds(30);

    private final ObjectCollection collection;
    private final ListOptions options;
    private final Form form;
    private final OutputStream out;
    private final SlowReaders readers;
    private final long end;
    private long told;
    private long bookmarkDue = System.nanoTime() + BOOKMARK.toNanos();

    Watching(ObjectCollection collection, ListOptions options, Form form, OutputStream out, SlowReaders readers) {
        this.collection = collection;
        this.options = options;
        this.form = form;
        this.out = out;
        this.readers = readers;
        long seconds = SHORTEST_END.toSeconds();
        long timeout = options.timeoutSeconds()
                .orElse(seconds + ThreadLocalRandom.current().nextLong(seconds));
        end = System.nanoTime()
                + Duration.ofSeconds(Math.min(timeout, 2 * seconds)).toNanos();
    }

    /** Tells what there is, if that was asked for, and then what changes, until the time is over. */
    void go() throws IOException, InterruptedException {
        collection.join();
        try {
            begin();
            while (System.nanoTime() < end) {
                long wake = options.bookmarks() ? Math.min(end, bookmarkDue) : end;
                readers.idle();
                collection.await(told, wake - System.nanoTime());
                if (!tell(collection.changesAfter(told))) {
                    bookmark(Optional.empty());
                }
            }
        } catch (ExpiredException expired) {
            event(
                    "ERROR",
                    error -> Forms.write(
                            error,
                            Answers.status(Refusal.expired(String.valueOf(expired.getMessage())))
                                    .toString()));
        } finally {
            collection.leave();
        }
    }

    private void begin() throws IOException, ExpiredException {
        Snapshot now = collection.look();
        boolean fromNow = options.version().orElse(0) == 0 || options.initialEvents();
        if (!fromNow) {
            told = options.version().getAsLong();
            flush();
            return;
        }
        readers.busy();
        for (StoredObject object : now.after("")) {
            if (options.selector().test(object)) {
                writeEvent("ADDED", object);
            }
        }
        flush();
        told = now.version();
        if (options.initialEvents()) {
            bookmark(Optional.of("k8s.io/initial-events-end"));
        }
    }

    /** Whether anything was told. */
    private boolean tell(List<Change> changes) throws IOException {
        boolean any = false;
        for (Change change : changes) {
            Optional<Change.Seen> seen = change.seenBy(options.selector());
            if (seen.isPresent()) {
                readers.busy();
                writeEvent(seen.get().type().name(), seen.get().object());
                any = true;
            }
            told = change.version();
        }
        if (any) {
            flush();
        }
        return any;
    }

    private void bookmark(Optional<String> annotation) throws IOException {
        if (!options.bookmarks() || (annotation.isEmpty() && System.nanoTime() < bookmarkDue)) {
            return;
        }
        String annotations = annotation
                .map(name -> ",\"annotations\":{\"" + name + "\":\"true\"}")
                .orElse("");
        String metadata = "{\"resourceVersion\":\"" + told + "\",\"creationTimestamp\":null" + annotations + "}";
        event("BOOKMARK", to -> form.writeBookmark(to, collection.type(), metadata));
    }

    /** Body is what writes an event's object. */
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes into the connection's own small buffer, so that a watch never holds more than that. */
    private void writeEvent(String type, StoredObject object) throws IOException {
        begin(type);
        form.writeOne(out, object);
        Forms.write(out, "}\n");
    }

    private void event(String type, Body body) throws IOException {
        readers.busy();
        begin(type);
        body.writeTo(out);
        Forms.write(out, "}\n");
        flush();
    }

    private void begin(String type) throws IOException {
        Forms.write(out, "{\"type\":\"" + type + "\",\"object\":");
    }

    private void flush() throws IOException {
        readers.busy();
        out.flush();
        readers.idle();
        bookmarkDue = System.nanoTime() + BOOKMARK.toNanos();
    }
}
