package sre.orion.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sre.orion.cli.client.Target;

/** NamespaceOptions is whose resources are meant; a node's operator serves one namespace, which is called like the node. */
final class NamespaceOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NODE",
            description = "Only the resources of this node.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Show the namespace of each, and whatever namespace the context names, all of them.")
    private boolean all;

    NamespaceOptions() {}

    /** The one namespace that is meant; empty for every one there is. */
    Optional<String> of(Target target) {
        if (all) {
            return Optional.empty();
        }
        return namespace == null ? target.namespace() : Optional.of(namespace);
    }

    boolean all() {
        return all;
    }
}
