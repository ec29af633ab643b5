package sre.orion.specs.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.secret.Text;
import sre.orion.api.secret.Text.Origin;
import sre.orion.specs.secret.SecretNames;

/**
 * MovedSecrets is which values of a project go to the node's secrets file, and under which name: {@code <PROJECT>_<KEY>},
 * with the service's name between where two services disagree, with a number behind where the file knows the name with
 * another value. The same project always gets the same names.
 */
final class MovedSecrets {
    private final String project;
    private final SortedMap<String, String> known;
    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, String>> names = new TreeMap<>();

    /** The secrets of {@code services}, which are all of {@code project}. */
    MovedSecrets(String project, List<ServiceSpec> services, Map<String, String> known) {
        this.project = project;
        this.known = Immutable.map(known);
        SortedMap<String, SortedSet<String>> byKey = new TreeMap<>();
        services.forEach(service -> secrets(service)
                .forEach((key, value) ->
                        byKey.computeIfAbsent(key, _ -> new TreeSet<>()).add(value)));
        for (ServiceSpec service : services) {
            secrets(service).forEach((key, value) -> {
                boolean agreed = byKey.getOrDefault(key, new TreeSet<>()).size() == 1;
                String name = agreed ? project + "_" + key : project + "_" + service.service() + "_" + key;
                names.computeIfAbsent(service.service(), _ -> new TreeMap<>()).put(key, free(variable(name), value));
            });
        }
    }

    private static SortedMap<String, String> secrets(ServiceSpec service) {
        SortedMap<String, String> secrets = new TreeMap<>();
        service.container().environment().forEach((key, value) -> {
            if (value != null && !value.secret() && SecretNames.isSecret(key, value.value())) {
                secrets.put(key, value.value());
            }
        });
        return secrets;
    }

    /** A name that the secrets file has with this very value, or does not have yet. */
    private String free(String base, String value) {
        String name = base;
        for (int n = 2; !value.equals(values.getOrDefault(name, known.getOrDefault(name, value))); n++) {
            name = base + "_" + n;
        }
        values.put(name, value);
        return name;
    }

    private static String variable(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    /** Every secret by its name in the secrets file, those that are there already included. */
    SortedMap<String, String> values() {
        return Immutable.map(values);
    }

    /** The name that a variable of a service has in the secrets file; empty when it stays where it is. */
    Optional<String> name(String service, String key) {
        return Optional.ofNullable(names.getOrDefault(service, new TreeMap<>()).get(key));
    }

    /** Compose's {@code environment} of a config or secret, whose variable goes to the secrets file with its value. */
    SortedMap<String, FileSource> sources(SortedMap<String, FileSource> sources) {
        SortedMap<String, FileSource> moved = new TreeMap<>();
        sources.forEach((key, source) -> moved.put(
                key, new FileSource(source.file(), content(source.content()), source.external(), source.name())));
        return moved;
    }

    private @Nullable Text content(@Nullable Text content) {
        if (content == null || !content.secret() || content.value().isEmpty()) {
            return content;
        }
        String name = free(content.variable(), content.value());
        return new Text(content.value(), Origin.SECRETS_FILE, name, "");
    }

    @Override
    public String toString() {
        return project + " " + new ArrayList<>(values.keySet());
    }
}
