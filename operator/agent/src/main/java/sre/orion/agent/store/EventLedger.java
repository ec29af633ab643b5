package sre.orion.agent.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.api.resource.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The last events, equal ones counted: a map ordered by when each was last seen, mirrored to the log. */
final class EventLedger {
    static final int LIMIT = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(EventLedger.class);
    private static final String EVENT = "event/";

    private final HistoryLog log;
    private final JsonMapper json;
    private final Map<Event, RecordedEvent> events = new LinkedHashMap<>();
    private long lastNumber;

    EventLedger(HistoryLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
        var loaded = new ArrayList<RecordedEvent>();
        for (Map.Entry<String, String> entry : log.entries().tailMap(EVENT).entrySet()) {
            if (!entry.getKey().startsWith(EVENT)) {
                break;
            }
            load(entry.getValue(), loaded);
        }
        loaded.sort(Comparator.comparing(RecordedEvent::last).thenComparingLong(RecordedEvent::number));
        for (RecordedEvent event : loaded) {
            events.put(event.event(), event);
            lastNumber = Math.max(lastNumber, event.number());
        }
    }

    private void load(String text, List<RecordedEvent> loaded) {
        try {
            loaded.add(json.readValue(text, RecordedEvent.class));
        } catch (JacksonException unreadable) {
            LOG.atWarn().setCause(unreadable).log("a remembered event cannot be read, it is left out");
        }
    }

    void record(Event event, Instant now) {
        RecordedEvent before = events.remove(event);
        RecordedEvent after = before == null
                ? new RecordedEvent(++lastNumber, event, now, now, 1)
                : new RecordedEvent(before.number(), event, before.first(), now, before.count() + 1);
        events.put(event, after);
        log.put(key(after), json.writeValueAsString(after));
        if (events.size() > LIMIT) {
            RecordedEvent oldest = events.values().iterator().next();
            events.remove(oldest.event());
            log.remove(key(oldest));
        }
    }

    List<RecordedEvent> all() {
        return List.copyOf(events.values());
    }

    private static String key(RecordedEvent event) {
        return EVENT + "%012d".formatted(event.number());
    }
}
