package sre.orion.agent.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/**
 * EngineEvents is the engine's event stream, kept open: its hints go to a listener, and so does every gap. The engine
 * keeps only 256 events and none over a restart (moby: {@code daemon/events}), so a broken stream is a gap. One that was
 * merely silent, as a half-open connection is for ever, is opened again from its last event on.
 */
public final class EngineEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);
    private static final Duration OPENING = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    // With health_status among the actions the engine compares by prefix (moby#25798). What is not listed, such as the
    // exec_* of every probe, is not even sent.
    private static final String FILTERS = """
            {"type":["container","network","volume","image"],\
            "event":["create","start","die","stop","destroy","pause","unpause","rename","update","restart","oom",\
            "health_status","connect","disconnect","remove","pull","tag","untag","delete","import","load"]}""";

    private final EngineTransport transport;
    private final Listener listener;
    private final Duration silence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread reader;
    private final Thread watch;
    private volatile @Nullable EngineStream open;
    private volatile boolean silent;
    private volatile long heardAt;
    private volatile long lastTimeNano;

    /** Listener is told of hints; it is called on the stream's thread and must return at once, without I/O. */
    public interface Listener {
        /** Something happened to one object. */
        void onEvent(EngineEvent event);

        /** Anything may have happened: the stream was opened, or it broke. Only a full look tells. */
        void onGap();
    }

    /** End is how a stream ended. */
    private enum End {
        NEVER_OPENED,
        BROKEN,
        SILENT
    }

    /** A stream that is not open yet. */
    public EngineEvents(EngineTransport transport, Listener listener) {
        this(transport, listener, SILENCE);
    }

    EngineEvents(EngineTransport transport, Listener listener, Duration silence) {
        this.transport = transport;
        this.listener = listener;
        this.silence = silence;
        reader = Thread.ofVirtual().name("engine-events").unstarted(this::keepOpen);
        watch = Thread.ofVirtual().name("engine-events-watch").unstarted(this::endSilentStreams);
    }

    /** Opens the stream and keeps it open until closed, on threads of its own. */
    public void start() {
        reader.start();
        watch.start();
    }

    /** Ends the stream at once; an event that is just being handed over is still handed over. */
    @Override
    public void close() {
        closed.countDown();
        reader.interrupt();
    }

    private void keepOpen() {
        long wait = FIRST_WAIT_MILLIS;
        String since = "";
        do {
            End end = listen(since);
            if (end == End.BROKEN && running()) {
                listener.onGap();
            }
            since = end == End.SILENT && lastTimeNano > 0 ? "&since=" + seconds(lastTimeNano) : "";
            wait = end == End.NEVER_OPENED ? Math.min(2 * wait, LONGEST_WAIT_MILLIS) : FIRST_WAIT_MILLIS;
        } while (!closedWithin(ThreadLocalRandom.current().nextLong(wait / 2, wait)));
    }

    private End listen(String since) {
        End end = End.NEVER_OPENED;
        silent = false;
        var request = EngineRequest.get("/events?filters=" + EngineRequest.encoded(FILTERS) + since, OPENING);
        try (EngineStream stream = transport.open(request)) {
            if (stream.status() != 200) {
                LOG.atWarn().addKeyValue("status", stream.status()).log("the engine refuses its events");
                return End.NEVER_OPENED;
            }
            end = End.BROKEN;
            heardAt = System.nanoTime();
            open = stream;
            if (since.isEmpty()) {
                listener.onGap();
            }
            forward(stream);
        } catch (TransportException e) {
            if (silent) {
                return End.SILENT;
            }
            if (running()) {
                Level level = end == End.BROKEN ? Level.WARN : Level.DEBUG;
                LOG.atLevel(level).addKeyValue("cause", e.getMessage()).log("the engine's events broke off");
            }
        } finally {
            open = null;
        }
        return end;
    }

    private void forward(EngineStream stream) throws TransportException {
        for (Optional<JsonNode> next = stream.next(); next.isPresent(); next = stream.next()) {
            heardAt = System.nanoTime();
            EngineEvent event = EngineEvent.of(next.get());
            lastTimeNano = event.timeNano();
            if (!event.action().startsWith("exec_")) {
                listener.onEvent(event);
            }
        }
    }

    private void endSilentStreams() {
        while (!closedWithin(Math.max(1, silence.toMillis() / 4))) {
            EngineStream stream = open;
            if (stream != null && System.nanoTime() - heardAt > silence.toNanos()) {
                silent = true;
                stream.close();
            }
        }
    }

    private boolean running() {
        return closed.getCount() > 0;
    }

    private boolean closedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static String seconds(long nanos) {
        return "%d.%09d".formatted(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }
}
