package sre.orion.agent.engine;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sre.orion.agent.engine.TransportException.Effect;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/** DockerStream is a stream of a real engine; it holds one connection until it is closed. */
final class DockerStream implements EngineStream {
    private final EngineRequest request;
    private final Response response;
    private @Nullable MappingIterator<JsonNode> values;

    DockerStream(EngineRequest request, Response response) {
        this.request = request;
        this.response = response;
    }

    @Override
    public int status() {
        return response.getStatusCode();
    }

    @Override
    public Optional<JsonNode> next() throws TransportException {
        try {
            if (values
                    == null) { // not before, for it waits for the first bytes, and a quiet stream is open all the same
                values = Json.MAPPER.readerFor(JsonNode.class).readValues(response.getBody());
            }
            return values.hasNextValue() ? Optional.of(values.nextValue()) : Optional.empty();
        } catch (JacksonException e) {
            throw new TransportException(Effect.UNKNOWN, request + " broke off: " + Failures.reason(e), e);
        }
    }

    @Override
    public InputStream bytes() {
        return response.getBody();
    }

    @Override
    public void close() {
        response.close();
    }
}
