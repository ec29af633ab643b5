package sre.orion.agent.engine;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Revision;
import sre.orion.api.secret.Text;
import tools.jackson.databind.JsonNode;

/**
 * DiscreetTransport is an engine that gives no secret away when it refuses: it repeats what it was asked for, as in {@code
 * invalid environment variable: …}, and its words go to events, conditions and logs.
 */
public final class DiscreetTransport implements EngineTransport {
    /** Shorter ones are words of other things too. */
    private static final int SHORTEST = 6;

    private final EngineTransport transport;

    /** Longest first, so that none is left over of one that another is part of. Those of earlier revisions stay. */
    private final SortedSet<String> secrets = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Another transport, with discretion. */
    public DiscreetTransport(EngineTransport transport) {
        this.transport = transport;
    }

    /** From now on the secrets of this revision are not repeated. */
    public void learn(Revision revision) {
        revision.resources().values().forEach(resource -> {
            if (resource.spec() instanceof ServiceSpec service) {
                service.secretTexts()
                        .map(Text::value)
                        .filter(value -> value.length() >= SHORTEST)
                        .forEach(value -> secrets.add(value));
            }
        });
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        EngineAnswer answer = transport.call(request);
        return answer.status() < 400 ? answer : discreet(answer);
    }

    private EngineAnswer discreet(EngineAnswer answer) {
        JsonNode message = answer.json().path("message");
        return message.isString()
                ? EngineAnswer.of(
                        answer.status(), Json.MAPPER.createObjectNode().put("message", masked(message.asString())))
                : new EngineAnswer(
                        answer.status(),
                        masked(new String(answer.bytes(), StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Text.HIDDEN);
        }
        return masked;
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        return transport.open(request);
    }

    @Override
    public int apiVersion() throws TransportException {
        return transport.apiVersion();
    }

    @Override
    public void close() {
        transport.close();
    }
}
