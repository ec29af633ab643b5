package sre.orion.agent.faults;

import static sre.orion.agent.faults.PlantedBug.Hunt.FAULTS;
import static sre.orion.agent.faults.PlantedBug.Hunt.NOISE;
import static sre.orion.agent.faults.PlantedBug.Hunt.UNDISTURBED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sre.orion.agent.engine.EngineAnswer;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.agent.loop.Wiring;
import sre.orion.api.container.Labels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bugs on the way to the engine: requests that are more or less than was meant, answers that are taken for others. */
final class TransportBugs {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final String ROLLS = "roll-out: a new image";

    private TransportBugs() {}

    static List<PlantedBug> all() {
        return Stream.of(requests(), answers()).flatMap(List::stream).toList();
    }

    private static List<PlantedBug> requests() {
        return List.of(
                new PlantedBug(
                        "volumes go with the container that is removed",
                        Property.DATA_SAFETY,
                        "roll-out: anonymous volumes",
                        UNDISTURBED,
                        () -> path("DELETE /containers/", path -> path + "?v=1")),
                new PlantedBug(
                        "what does not go is removed by force",
                        Property.DATA_SAFETY,
                        "leaves: a Service",
                        UNDISTURBED,
                        () -> path("DELETE /containers/", path -> path + "?force=1")),
                new PlantedBug(
                        "a volume that no spec names is removed",
                        Property.DATA_SAFETY,
                        "volume: leaves the specs",
                        UNDISTURBED,
                        () -> after("DELETE /containers/", "DELETE", "/volumes/node_data")),
                new PlantedBug(
                        "unused images are pruned after a roll-out",
                        Property.DATA_SAFETY,
                        ROLLS,
                        UNDISTURBED,
                        () -> after("DELETE /containers/", "POST", "/images/prune")),
                new PlantedBug(
                        "the anonymous volumes of the old container are left behind",
                        Property.ANONYMOUS_VOLUMES,
                        "roll-out: anonymous volumes",
                        UNDISTURBED,
                        () -> body("/containers/create", TransportBugs::withoutAnonymousVolumes)),
                new PlantedBug(
                        "internal is forgotten when a network is made",
                        Property.OPTIONS_HONOURED,
                        "network: an option changes",
                        UNDISTURBED,
                        () -> body("/networks/create", body -> body.remove("Internal"))),
                new PlantedBug(
                        "driver_opts are forgotten when a volume is made",
                        Property.OPTIONS_HONOURED,
                        "appears: a volume with options",
                        UNDISTURBED,
                        () -> body("/volumes/create", body -> body.remove("DriverOpts"))),
                new PlantedBug(
                        "the revision is not written on what is made",
                        Property.ATOMIC_SPEC,
                        ROLLS,
                        UNDISTURBED,
                        () -> body(
                                "/containers/create",
                                body -> ((ObjectNode) body.path("Labels")).remove(Labels.REVISION))),
                new PlantedBug(
                        "a container is asked for its logs after each start",
                        Property.LEAST_AUTHORITY,
                        ROLLS,
                        UNDISTURBED,
                        () -> after(
                                "POST /containers/node-web-1/start", "GET", "/containers/node-web-1/logs?stdout=1")));
    }

    private static List<PlantedBug> answers() {
        return List.of(
                new PlantedBug(
                        "an error of the list is taken for an empty list",
                        Property.UNKNOWN_IS_NOT_ABSENT,
                        "heals: killed",
                        FAULTS,
                        () -> answers(TransportBugs::emptyWhenRefused)),
                new PlantedBug(
                        "a list that does not come is replaced by the last one",
                        Property.UNKNOWN_IS_NOT_ABSENT,
                        "appears: one that waits for a job",
                        FAULTS,
                        () -> BrokenTransport.wiring(LastKnown::new)),
                new PlantedBug(
                        "the look before a step is answered from a cache",
                        Property.FRESH_READ,
                        ROLLS,
                        UNDISTURBED,
                        () -> BrokenTransport.wiring(Cached::new)),
                new PlantedBug(
                        "an answer that is no JSON is thrown about",
                        Property.INPUT_HARDNESS,
                        "heals: killed",
                        NOISE,
                        () -> answers(TransportBugs::strict)));
    }

    private static Wiring path(String start, UnaryOperator<String> other) {
        return BrokenTransport.requests(request -> request.toString().startsWith(start)
                ? new EngineRequest(request.method(), other.apply(request.path()), request.body(), request.deadline())
                : request);
    }

    private static Wiring body(String path, Consumer<ObjectNode> change) {
        return BrokenTransport.requests(request -> {
            if (!request.path().startsWith(path) || request.body().isEmpty()) {
                return request;
            }
            ObjectNode body = (ObjectNode) request.body().get().deepCopy();
            change.accept(body);
            return new EngineRequest(request.method(), request.path(), Optional.of(body), request.deadline());
        });
    }

    private static void withoutAnonymousVolumes(ObjectNode body) {
        JsonNode mounts = body.path("HostConfig").path("Mounts");
        if (mounts.isArray()) {
            ((tools.jackson.databind.node.ArrayNode) mounts)
                    .removeIf(mount -> mount.path("Source").asString("").length() == 64);
        }
        JsonNode binds = body.path("HostConfig").path("Binds");
        if (binds.isArray()) {
            ((tools.jackson.databind.node.ArrayNode) binds)
                    .removeIf(bind -> bind.asString("").indexOf(':') == 64);
        }
    }

    /** After each call that begins so, one more. */
    private static Wiring after(String start, String method, String path) {
        return BrokenTransport.wiring(real -> new BrokenTransport(real) {
            @Override
            public EngineAnswer call(EngineRequest request) throws TransportException {
                EngineAnswer answer = super.call(request);
                if (request.toString().startsWith(start)) {
                    var _ = super.call(new EngineRequest(method, path, Optional.empty(), CALL));
                }
                return answer;
            }
        });
    }

    private interface Reading {
        EngineAnswer of(EngineRequest request, EngineAnswer answer);
    }

    private static Wiring answers(Reading reading) {
        return BrokenTransport.wiring(real -> new BrokenTransport(real) {
            @Override
            public EngineAnswer call(EngineRequest request) throws TransportException {
                return reading.of(request, super.call(request));
            }
        });
    }

    private static EngineAnswer emptyWhenRefused(EngineRequest request, EngineAnswer answer) {
        boolean list = request.path().startsWith("/containers/json");
        return list && !answer.successful() ? new EngineAnswer(200, "[]".getBytes(StandardCharsets.UTF_8)) : answer;
    }

    private static EngineAnswer strict(EngineRequest request, EngineAnswer answer) {
        if (answer.successful() && answer.bytes().length > 0 && answer.json().isMissingNode()) {
            throw new IllegalStateException("no JSON: " + answer);
        }
        return answer;
    }

    private static final class LastKnown extends BrokenTransport {
        private final Map<String, EngineAnswer> last = new HashMap<>();

        LastKnown(EngineTransport real) {
            super(real);
        }

        @Override
        public EngineAnswer call(EngineRequest request) throws TransportException {
            boolean list =
                    List.of("/containers/json?all=1", "/networks", "/volumes").contains(request.path());
            if (!list) {
                return super.call(request);
            }
            try {
                EngineAnswer answer = super.call(request);
                last.put(request.path(), answer);
                return answer;
            } catch (TransportException lost) {
                EngineAnswer known = last.get(request.path());
                if (known == null) {
                    throw lost;
                }
                return known;
            }
        }
    }

    private static final class Cached extends BrokenTransport {
        private final Map<String, EngineAnswer> known = new HashMap<>();

        Cached(EngineTransport real) {
            super(real);
        }

        @Override
        public EngineAnswer call(EngineRequest request) throws TransportException {
            boolean inspect = request.reads() && request.path().endsWith("/json");
            EngineAnswer before = known.remove(request.path());
            if (inspect && before != null) {
                return before;
            }
            EngineAnswer answer = super.call(request);
            if (inspect) {
                known.put(request.path(), answer);
            }
            return answer;
        }
    }
}
