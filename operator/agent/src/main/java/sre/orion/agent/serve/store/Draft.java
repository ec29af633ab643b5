package sre.orion.agent.serve.store;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Draft is an object before it has a {@code resourceVersion}.
 *
 * @param namespace empty for what has none
 * @param fields what field selectors ask for, by field
 * @param cells one for each column
 * @param metadata the JSON object, without {@code resourceVersion}
 * @param rest the other fields as they stand in JSON after the metadata: empty, or a comma and fields; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Draft(
        String namespace,
        String name,
        SortedMap<String, String> labels,
        SortedMap<String, String> fields,
        List<Cell> cells,
        byte[] metadata,
        byte[] rest) {

    public Draft {
        labels = Immutable.map(labels);
        fields = Immutable.map(fields);
        cells = List.copyOf(cells);
    }

    String key() {
        return key(namespace, name);
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    @SuppressWarnings("ReferenceEquality") // Most drafts are the very same as at the last look.
    boolean looksLike(Draft other) {
        return this == other
                || (Arrays.equals(metadata, other.metadata)
                        && Arrays.equals(rest, other.rest)
                        && cells.equals(other.cells));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Draft draft && key().equals(draft.key()) && looksLike(draft);
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
