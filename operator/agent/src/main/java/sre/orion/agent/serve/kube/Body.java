package sre.orion.agent.serve.kube;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import sre.orion.agent.serve.http.Answers;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Body is the JSON of an answer: as it comes, or indented where somebody asked to read it. */
record Body(ServerRequest request, ServerResponse response) {
    private static final int CHUNK = 32 * 1024;
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Content is what writes the JSON. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the answer; from here on nothing can be refused any more. */
    void write(Content content) throws IOException {
        if (pretty()) {
            var plain = new ByteArrayOutputStream();
            content.writeTo(plain);
            Answers.bytes(response, Answers.JSON_TYPE, PRETTY.writeValueAsBytes(PRETTY.readTree(plain.toByteArray())));
            return;
        }
        var out = new Spilling(response);
        content.writeTo(out);
        out.end();
    }

    /** Spilling is an answer that is sent with its length while it is short, and in chunks from where it grows long. */
    private static final class Spilling extends OutputStream {
        private final ServerResponse response;
        private final ByteArrayOutputStream start = new ByteArrayOutputStream();
        private Optional<OutputStream> rest = Optional.empty();

        Spilling(ServerResponse response) {
            this.response = response;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            start.write(bytes, offset, length);
            if (start.size() > CHUNK) {
                spill();
            }
        }

        private void spill() throws IOException {
            if (rest.isEmpty()) {
                response.header(HeaderNames.CONTENT_TYPE, Answers.JSON_TYPE);
                rest = Optional.of(response.outputStream());
            }
            start.writeTo(rest.get());
            start.reset();
        }

        void end() throws IOException {
            if (rest.isEmpty()) {
                Answers.bytes(response, Answers.JSON_TYPE, start.toByteArray());
            } else {
                spill();
                rest.get().close();
            }
        }
    }

    private boolean pretty() {
        String asked = request.query().first("pretty").orElse("");
        return request.query().contains("pretty") && !asked.equals("false") && !asked.equals("0");
    }
}
