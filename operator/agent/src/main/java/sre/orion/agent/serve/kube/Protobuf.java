package sre.orion.agent.serve.kube;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protobuf is as much of Kubernetes' binary encoding as kubectl insists on: it sends reviews in no other since 1.33. An
 * object is four bytes of magic and a {@code runtime.Unknown} around it (k8s.io/apimachinery, runtime/generated.proto).
 */
final class Protobuf {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TYPE_META = 1;
    private static final int RAW = 2;
    private static final int SPEC = 2;

    private final byte[] bytes;
    private int position;

    private Protobuf(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether a body is an object in this encoding. */
    static boolean is(byte[] body) {
        return body.length > MAGIC.length && Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * A review as JSON (k8s.io/api, authorization/v1/generated.proto).
     *
     * @throws IndexOutOfBoundsException when it is cut short
     */
    static ObjectNode review(byte[] body) {
        SortedMap<Integer, byte[]> unknown = fields(Arrays.copyOfRange(body, MAGIC.length, body.length));
        SortedMap<Integer, byte[]> type = fields(unknown.getOrDefault(TYPE_META, new byte[0]));
        SortedMap<Integer, byte[]> object = fields(unknown.getOrDefault(RAW, new byte[0]));
        SortedMap<Integer, byte[]> spec = fields(object.getOrDefault(SPEC, new byte[0]));
        ObjectNode review = JSON.createObjectNode().put("kind", text(type, 2)).put("apiVersion", text(type, 1));
        review.putObject("metadata");
        ObjectNode json = review.putObject("spec");
        if (text(type, 2).equals("SelfSubjectRulesReview")) {
            json.put("namespace", text(spec, 1));
        } else if (spec.containsKey(1)) {
            SortedMap<Integer, byte[]> resource = fields(spec.getOrDefault(1, new byte[0]));
            json.putObject("resourceAttributes")
                    .put("namespace", text(resource, 1))
                    .put("verb", text(resource, 2))
                    .put("group", text(resource, 3))
                    .put("version", text(resource, 4))
                    .put("resource", text(resource, 5))
                    .put("subresource", text(resource, 6))
                    .put("name", text(resource, 7));
        } else if (spec.containsKey(2)) {
            SortedMap<Integer, byte[]> path = fields(spec.getOrDefault(2, new byte[0]));
            json.putObject("nonResourceAttributes").put("path", text(path, 1)).put("verb", text(path, 2));
        }
        return review;
    }

    private static String text(SortedMap<Integer, byte[]> fields, int number) {
        return new String(fields.getOrDefault(number, new byte[0]), StandardCharsets.UTF_8);
    }

    /** The fields of a message that are texts, bytes or messages, by number. */
    private static SortedMap<Integer, byte[]> fields(byte[] message) {
        var reader = new Protobuf(message);
        var fields = new TreeMap<Integer, byte[]>();
        while (reader.position < message.length) {
            long tag = reader.varint();
            switch ((int) (tag & 7)) {
                case 0 -> reader.varint();
                case 1 -> reader.take(Long.BYTES);
                case 2 -> fields.put((int) (tag >>> 3), reader.take(reader.varint()));
                case 5 -> reader.take(Integer.BYTES);
                default -> throw new IndexOutOfBoundsException("no wire type: " + (tag & 7));
            }
        }
        return fields;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number without an end");
    }

    private byte[] take(long length) {
        if (length < 0 || length > bytes.length - position) {
            throw new IndexOutOfBoundsException("a field that is longer than its message");
        }
        position += (int) length;
        return Arrays.copyOfRange(bytes, position - (int) length, position);
    }
}
