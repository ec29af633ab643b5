package sre.orion.agent.engine;

import static sre.orion.agent.engine.EngineRequest.encoded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import sre.orion.agent.engine.TransportException.Effect;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * ImagePull is the one action whose answer goes on: the engine tells its progress, says 200 before it begins, and tells
 * errors in between. When the stream is closed the engine gives the pull up.
 */
final class ImagePull {
    private static final Duration BEGINNING = Duration.ofSeconds(60);

    private final EngineTransport transport;

    ImagePull(EngineTransport transport) {
        this.transport = transport;
    }

    static EngineRequest request(PullImage pull, Duration deadline) {
        int digest = pull.reference().indexOf('@');
        int tag = pull.reference().lastIndexOf(':');
        boolean tagged = digest < 0 && tag > pull.reference().lastIndexOf('/');
        int end = digest >= 0 ? digest : tagged ? tag : pull.reference().length();
        // Without a tag the engine would fetch all of them.
        String version = digest >= 0 || tagged ? pull.reference().substring(end + 1) : "latest";
        return EngineRequest.post(
                "/images/create?fromImage=" + encoded(pull.reference().substring(0, end)) + "&tag=" + encoded(version)
                        + (pull.platform().isEmpty() ? "" : "&platform=" + encoded(pull.platform())),
                deadline);
    }

    Outcome perform(PullImage pull, Duration limit, Consumer<String> progress) throws TransportException {
        Deadline deadline = Deadline.in(limit);
        Duration beginning = limit.compareTo(BEGINNING) < 0 ? limit : BEGINNING;
        try (EngineStream stream = transport.open(request(pull, beginning))) {
            return deadline.within(() -> read(stream, progress), _ -> {});
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failed) {
                throw failed;
            }
            throw new IllegalStateException("The progress of a pull could not be told", e.getCause());
        } catch (TimeoutException e) {
            throw new TransportException(
                    Effect.UNKNOWN, "Pull of " + pull.reference() + ": not done within " + deadline + ", given up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Effect.UNKNOWN, "Pull of " + pull.reference() + ": interrupted, given up", e);
        }
    }

    private static Outcome refused(EngineStream stream) {
        String message = "the refusal is no JSON";
        try {
            message =
                    stream.next().map(json -> json.path("message").asString("")).orElse("no message");
        } catch (TransportException noJson) {
            // The status says enough.
        }
        return new Outcome.Failed(stream.status(), message);
    }

    private static Outcome read(EngineStream stream, Consumer<String> progress) throws TransportException {
        if (stream.status() != 200) {
            return refused(stream);
        }
        String error = "";
        for (Optional<JsonNode> next = stream.next(); next.isPresent(); next = stream.next()) {
            JsonNode json = next.get();
            String told = json.path("error").asString("");
            if (!told.isEmpty()) {
                error = told;
            }
            line(json).ifPresent(progress);
        }
        return error.isEmpty() ? new Outcome.Done() : new Outcome.Failed(500, error);
    }

    private static Optional<String> line(JsonNode json) {
        String status = json.path("status").asString("");
        if (status.isEmpty()) {
            return Optional.empty();
        }
        String layer = json.path("id").asString("");
        JsonNode detail = json.path("progressDetail");
        String amount = detail.path("total").asLong(0) == 0
                ? ""
                : " " + detail.path("current").asLong(0) + "/"
                        + detail.path("total").asLong(0);
        return Optional.of((layer.isEmpty() ? "" : layer + ": ") + status + amount);
    }
}
