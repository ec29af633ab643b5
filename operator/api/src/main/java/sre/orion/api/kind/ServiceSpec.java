package sre.orion.api.kind;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.secret.Text;

/**
 * ServiceSpec is the desired state of one Compose service.
 *
 * @param project the Compose project; the node's name unless written
 * @param service the name of the service in its project; {@code metadata.name} unless written
 * @param container the service in Compose's vocabulary
 * @param configs Compose's top-level {@code configs} that this service uses
 * @param secrets Compose's top-level {@code secrets} that this service uses
 * @param onConfigChange what happens when a file that the container mounts has other content
 * @param suspend true: the container is stopped if it runs, and otherwise left alone
 */
public record ServiceSpec(
        String project,
        String service,
        ContainerSpec container,
        SortedMap<String, FileSource> configs,
        SortedMap<String, FileSource> secrets,
        HealSpec heal,
        RolloutSpec rollout,
        ConfigChange onConfigChange,
        boolean suspend) {

    public ServiceSpec {
        configs = Immutable.map(configs);
        secrets = Immutable.map(secrets);
    }

    /** The marks of all secrets of this spec, in a fixed order: they are others when a value is another. */
    public List<String> secretMarks() {
        return secretTexts().map(Text::mark).toList();
    }

    /** All secrets of this spec, in a fixed order. */
    public Stream<Text> secretTexts() {
        Stream<Text> variables = container.environment().values().stream().flatMap(Stream::ofNullable);
        Stream<Text> files = Stream.of(configs, secrets)
                .flatMap(sources -> sources.values().stream())
                .flatMap(source -> Stream.ofNullable(source.content()));
        return Stream.concat(variables, files).filter(Text::secret);
    }
}
