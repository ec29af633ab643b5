package sre.orion.agent.source;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.api.resource.Revision;

/**
 * SpecFeed is the desired state as the loop sees it: it looks at the source again and again, keeps the last good revision
 * across restarts, and never lets a bad one replace it.
 */
public final class SpecFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpecFeed.class);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final SpecSource source;
    private final LastGood lastGood;
    private final List<Path> beside;
    private final Consumer<SpecState> listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread poller;
    private volatile SpecState state;
    private List<Map<String, Object>> stamps;

    private SpecFeed(
            SpecSource source, LastGood lastGood, List<Path> beside, Consumer<SpecState> listener, SpecState first) {
        this.source = source;
        this.lastGood = lastGood;
        this.beside = beside;
        stamps = stamps();
        this.listener = listener;
        state = first;
        poller = Thread.ofVirtual().name("specs").unstarted(this::poll);
    }

    /**
     * Looks at the source once, falls back to the last good revision when that gives none, and looks again from then on.
     *
     * @param beside files outside the source that the specs draw values from: those of the secrets
     * @param listener told of each later change, on the feed's own thread
     */
    public static SpecFeed start(
            SpecSource source,
            SpecReader reader,
            String node,
            LastGood lastGood,
            List<Path> beside,
            Consumer<SpecState> listener) {
        SourceResult result = read(source);
        report(source, result);
        Optional<Revision> revision =
                switch (result) {
                    case SourceResult.Loaded loaded -> Optional.of(loaded.revision());
                    case SourceResult.Rejected _, SourceResult.Unavailable _ -> remembered(lastGood, reader, node);
                };
        var feed = new SpecFeed(source, lastGood, beside, listener, new SpecState(revision, result));
        feed.poller.start();
        return feed;
    }

    private static Optional<Revision> remembered(LastGood lastGood, SpecReader reader, String node) {
        Optional<SourceResult> kept = lastGood.load(reader, node);
        if (kept.isPresent() && kept.get() instanceof SourceResult.Loaded loaded) {
            LOG.atWarn().addKeyValue("revision", loaded.revision().id()).log("going on from the last good revision");
            return Optional.of(loaded.revision());
        }
        kept.ifPresent(result -> LOG.atError().addKeyValue("result", result).log("the last good revision is refused"));
        LOG.error("there is no good revision, nothing is changed until there is one");
        return Optional.empty();
    }

    /** The state now. */
    public SpecState state() {
        return state;
    }

    private void poll() {
        try {
            keep(state.latest());
            while (!closed.await(source.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException closing) {
            LOG.debug("the source is closed in the middle of a look");
        }
    }

    private void look() {
        List<Map<String, Object>> now = stamps();
        if (!now.equals(stamps)) {
            stamps = now;
            source.forget();
        }
        SourceResult result = read(source);
        if (result.equals(state.latest()) || closed.getCount() == 0) {
            return;
        }
        report(source, result);
        Optional<Revision> revision =
                switch (result) {
                    case SourceResult.Loaded loaded -> Optional.of(loaded.revision());
                    case SourceResult.Rejected _, SourceResult.Unavailable _ -> state.revision();
                };
        state = new SpecState(revision, result);
        listener.accept(state);
        keep(result);
    }

    /** What a look gives. A bug costs that look, not the feed: nobody would hear of any later change. */
    private static SourceResult read(SpecSource source) {
        try {
            return source.read();
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.atDebug().setCause(bug).log("the specs could not be read");
            return new SourceResult.Unavailable(source.description() + ": reading it failed, which is a bug: " + bug);
        }
    }

    private List<Map<String, Object>> stamps() {
        return beside.stream().map(SpecFeed::stamp).toList();
    }

    /** What is another when a file or its permissions are; nothing of a file that is not there. */
    private static Map<String, Object> stamp(Path file) {
        try {
            return Files.readAttributes(file, "unix:size,ctime,ino");
        } catch (IOException missing) {
            return Map.of();
        }
    }

    private void keep(SourceResult result) {
        if (!(result instanceof SourceResult.Loaded loaded)) {
            return;
        }
        try {
            lastGood.save(source, loaded.revision());
        } catch (ClosedByInterruptException closing) {
            LOG.debug("the source is closed as a revision is kept, the one before stays");
        } catch (IOException failed) {
            LOG.atWarn().setCause(failed).log("the revision could not be kept for the next start");
        }
    }

    private static void report(SpecSource source, SourceResult result) {
        switch (result) {
            case SourceResult.Loaded loaded -> {
                LOG.atInfo()
                        .addKeyValue("revision", loaded.revision().id())
                        .addKeyValue("resources", loaded.revision().resources().size())
                        .log("revision loaded");
                loaded.warnings()
                        .forEach(warning ->
                                LOG.atWarn().addKeyValue("at", warning).log("spec warning"));
            }
            case SourceResult.Rejected rejected -> {
                rejected.problems()
                        .forEach(problem ->
                                LOG.atError().addKeyValue("at", problem).log("spec error"));
                LOG.atError()
                        .addKeyValue("revision", rejected.revision())
                        .addKeyValue("errors", rejected.problems().size())
                        .log("the revision is refused, the last good one stays");
            }
            case SourceResult.Unavailable unavailable ->
                LOG.atError()
                        .addKeyValue("source", source.description())
                        .addKeyValue("why", unavailable.why())
                        .log("the source cannot be read, the last good revision stays");
        }
    }

    /** Ends looking, in the middle of a look if need be. */
    @Override
    public void close() {
        closed.countDown();
        source.close();
        poller.interrupt();
        try {
            poller.join(CLOSING);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
