package sre.orion.agent.store;

import java.time.Instant;
import sre.orion.api.resource.Event;

/**
 * RecordedEvent is an event and how often it was seen.
 *
 * @param number the order of first sight, counted from 1; never reused
 * @param count how often an equal event was recorded, 1 or more
 */
public record RecordedEvent(long number, Event event, Instant first, Instant last, int count) {}
