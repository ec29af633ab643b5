package sre.orion.agent.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * JsonElements is the elements of a JSON array as they came, found without parsing them. A list that is asked for every 30
 * seconds hardly changes, so most of its rows are only ever compared.
 */
final class JsonElements {
    private JsonElements() {}

    /**
     * The elements in their order; the buffers share the array's bytes.
     *
     * @throws IllegalArgumentException if it is no complete array of objects
     */
    static List<ByteBuffer> of(byte[] array) {
        var elements = new ArrayList<ByteBuffer>();
        int depth = 0;
        int start = -1;
        boolean text = false;
        for (int i = 0; i < array.length; i++) {
            byte at = array[i];
            if (text) {
                if (at == '\\') {
                    i++;
                } else if (at == '"') {
                    text = false;
                }
                continue;
            }
            switch (at) {
                case '"' -> text = true;
                case '{', '[' -> {
                    if (++depth == 2) {
                        start = i;
                    }
                }
                case '}', ']' -> {
                    if (depth-- == 2) {
                        elements.add(ByteBuffer.wrap(array, start, i + 1 - start));
                    }
                }
                default -> {}
            }
        }
        if (depth != 0 || text || array.length == 0 || array[0] != '[') {
            throw new IllegalArgumentException("no complete JSON array");
        }
        return elements;
    }
}
