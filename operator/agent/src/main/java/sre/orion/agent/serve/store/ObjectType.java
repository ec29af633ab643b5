package sre.orion.agent.serve.store;

import java.util.List;
import java.util.Locale;

/**
 * ObjectType is what the API says of a kind of objects.
 *
 * @param group such as {@code orion.sre}; empty for Kubernetes' own core
 * @param fields what a field selector may name, beside {@code metadata.name} and {@code metadata.namespace}
 * @param verbs in the order of discovery
 * @param columns what a table shows, the name first
 */
public record ObjectType(
        String group,
        String version,
        String kind,
        String plural,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs,
        List<String> fields,
        List<Column> columns) {

    /** The group and version as objects carry them: {@code v1}, {@code orion.sre/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The plural with its group, as messages name it: {@code services.orion.sre}. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The lower-case kind, which is the singular. */
    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** Whether a field selector may name the field. */
    public boolean selects(String field) {
        return field.equals("metadata.name")
                || (namespaced && field.equals("metadata.namespace"))
                || fields.contains(field);
    }
}
