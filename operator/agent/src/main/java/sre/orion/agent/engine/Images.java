package sre.orion.agent.engine;

import static sre.orion.agent.engine.EngineRequest.encoded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import sre.orion.agent.engine.TransportException.Effect;
import sre.orion.agent.engine.codec.ImageReader;
import sre.orion.api.observation.ImageState;
import sre.orion.api.observation.Observed;

/** Images is what each reference of a revision stands for on the engine, as last asked. */
final class Images {
    private static final Duration INSPECT = Duration.ofSeconds(5);

    private final EngineTransport transport;
    private final Rotation rotation;
    private final Beside beside;
    private final Map<String, Known> byReference = new HashMap<>();

    private record Known(Observed<ImageState> image, Instant askedAt) {}

    Images(EngineTransport transport, Duration period, Beside beside) {
        this.transport = transport;
        this.beside = beside;
        rotation = new Rotation(period);
    }

    /** Asks for the references that are new, marked, failed or not there, and for their share of the rest. */
    void look(SortedSet<String> references, boolean marked, Instant now) throws TransportException {
        beside.each(due(references, marked, now), reference -> {
            Observed<ImageState> image = inspect(reference);
            synchronized (this) {
                byReference.put(reference, new Known(image, now));
            }
        });
    }

    /** What these references stand for; unknown where nobody asked yet. */
    synchronized SortedMap<String, Observed<ImageState>> seen(SortedSet<String> references) {
        var seen = new TreeMap<String, Observed<ImageState>>();
        for (String reference : references) {
            Known known = byReference.get(reference);
            seen.put(reference, known == null ? new Observed.Unknown<>("not asked for yet") : known.image());
        }
        return seen;
    }

    private synchronized List<String> due(SortedSet<String> references, boolean marked, Instant now) {
        byReference.keySet().retainAll(references);
        var due = new ArrayList<String>();
        var rest = new ArrayList<String>();
        for (String reference : references) {
            Known known = byReference.get(reference);
            boolean ask = marked || known == null || known.image().present().isEmpty();
            (ask ? due : rest).add(reference);
        }
        rest.sort(Comparator.comparing(this::askedAt));
        due.addAll(rest.subList(0, Math.min(rotation.due(now, references.size()), rest.size())));
        return due;
    }

    private Instant askedAt(String reference) {
        Known known = byReference.get(reference);
        return known == null ? Instant.MIN : known.askedAt();
    }

    private Observed<ImageState> inspect(String reference) throws TransportException {
        String path = "/images/" + encoded(reference).replace("%2F", "/").replace("%3A", ":") + "/json";
        try {
            EngineAnswer answer = transport.call(EngineRequest.get(path, INSPECT));
            if (answer.status() == 404) {
                return new Observed.Absent<>();
            }
            return answer.successful()
                    ? new Observed.Present<>(ImageReader.state(answer.json()))
                    : new Observed.Unknown<>("image " + reference + " could not be looked at: " + answer);
        } catch (TransportException e) {
            if (e.effect() == Effect.NOT_SENT) {
                throw e;
            }
            return new Observed.Unknown<>(e.getMessage());
        }
    }
}
