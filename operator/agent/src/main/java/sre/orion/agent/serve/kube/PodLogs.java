package sre.orion.agent.serve.kube;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.http.SlowReaders;
import sre.orion.agent.serve.model.PodObjects;
import sre.orion.agent.serve.view.LogQuery;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.api.observation.ContainerState;

/**
 * PodLogs is {@code pods/log}: what a container printed in its present run, or before it with {@code previous}, as the
 * engine keeps the runs of a container in one log.
 */
final class PodLogs {
    private static final Logger LOG = LoggerFactory.getLogger(PodLogs.class);
    /** Each follower holds a connection to the engine. */
    private static final int AT_ONCE = 32;

    private final NodeView view;
    private final InstantSource clock;
    private final SlowReaders readers;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    PodLogs(NodeView view, InstantSource clock, SlowReaders readers) {
        this.view = view;
        this.clock = clock;
        this.readers = readers;
    }

    void answer(ServerRequest request, ServerResponse response, ApiPath path) throws IOException {
        ContainerState container = PodObjects.find(view, path.name())
                .filter(_ -> path.namespace().equals(view.node()))
                .orElseThrow(() -> Refusal.notFound("", "pods", path.name()).exception());
        LogQuery query = query(request.query(), container);
        OptionalLong limit = number(request.query(), "limitBytes");
        if (!permits.tryAcquire()) {
            throw Refusal.tooMany(AT_ONCE + " logs are being read already", 5).exception();
        }
        try {
            response.header(HeaderNames.CONTENT_TYPE, "text/plain");
            try (var out = new Patient(response.outputStream(), limit.orElse(Long.MAX_VALUE))) {
                out.flush();
                view.containers().copyLog(container, query, out);
            }
        } catch (Patient.Full enough) {
            LOG.debug("a log was cut where its reader wanted");
        } finally {
            permits.release();
        }
    }

    private LogQuery query(UriQuery query, ContainerState container) {
        Optional<Instant> started = container.startedAt();
        boolean previous = flag(query, "previous");
        if (previous && (started.isEmpty() || container.finishedAt().isEmpty())) {
            throw Refusal.badRequest("previous terminated container in pod \"" + container.name() + "\" not found")
                    .exception();
        }
        Optional<Instant> since = since(query);
        Optional<Instant> from = previous
                ? since
                : since.filter(moment -> started.isEmpty() || moment.isAfter(started.get()))
                        .or(() -> started);
        return new LogQuery(
                flag(query, "follow") && !previous,
                number(query, "tailLines"),
                from,
                previous ? started : Optional.empty(),
                flag(query, "timestamps"));
    }

    private Optional<Instant> since(UriQuery query) {
        OptionalLong seconds = number(query, "sinceSeconds");
        String time = query.first("sinceTime").orElse("");
        if (seconds.isPresent() && !time.isEmpty()) {
            throw Refusal.badRequest("at most one of sinceTime and sinceSeconds may be given")
                    .exception();
        }
        try {
            return seconds.isPresent()
                    ? Optional.of(clock.instant().minus(Duration.ofSeconds(seconds.getAsLong())))
                    : time.isEmpty()
                            ? Optional.empty()
                            : Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException | ArithmeticException noTime) {
            throw Refusal.badRequest("sinceTime: \"" + time + "\" is no time of RFC 3339")
                    .exception();
        }
    }

    private static boolean flag(UriQuery query, String name) {
        return ListOptions.flag(query, name);
    }

    private static OptionalLong number(UriQuery query, String name) {
        return ListOptions.number(query, name);
    }

    /** Patient is the reader: it may take its time between lines, but not over one; and it may want only so many bytes. */
    private final class Patient extends FilterOutputStream {
        private long left;

        Patient(OutputStream out, long limit) {
            super(out);
            left = limit;
            readers.idle();
        }

        /** Full is the end of what the reader wanted. */
        static final class Full extends IOException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            readers.busy();
            int taken = (int) Math.min(length, left);
            out.write(bytes, offset, taken);
            left -= taken;
            readers.idle();
            if (left == 0) {
                throw new Full();
            }
        }

        @Override
        public void flush() throws IOException {
            readers.busy();
            out.flush();
            readers.idle();
        }
    }
}
