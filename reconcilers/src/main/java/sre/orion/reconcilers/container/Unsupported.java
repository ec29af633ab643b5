package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.FileReference;
import sre.orion.api.compose.NetworkAttachment;
import sre.orion.api.compose.SecurityOptions;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.api.plan.Difference;

/** Unsupported is what a spec may ask for that no container Orion makes would have. */
public final class Unsupported {
    /** The path of the difference that more than one container makes. */
    public static final String SCALE = "scale";

    private Unsupported() {}

    /** Why no container is made of this spec, if it asks for something it could not run without. */
    public static Optional<String> reason(ServiceSpec service, SortedMap<String, Observed<FileState>> files) {
        ContainerSpec spec = service.container();
        List<String> reasons = new ArrayList<>();
        files(reasons, "configs", spec.configs(), service.configs());
        files(reasons, "secrets", spec.secrets(), service.secrets());
        if (Boolean.TRUE.equals(spec.useApiSocket())) {
            reasons.add("use_api_socket; mount the socket under volumes");
        }
        if (spec.volumes().stream().anyMatch(mount -> mount.type().equals("cluster"))) {
            reasons.add("a volume of type cluster");
        }
        if (scale(spec) == 0) {
            reasons.add("scale 0; write suspend: true for no container");
        }
        String uts = requireNonNullElse(spec.uts(), "");
        if (uts.startsWith("service:") || uts.startsWith("container:")) {
            reasons.add("uts: " + uts + ", no engine shares the host name of another container; write hostname");
        }
        spec.securityOpt().stream()
                .map(SecurityOptions::profile)
                .flatMap(Optional::stream)
                .filter(path ->
                        !files.containsKey(path) || files.get(path).present().isEmpty())
                .forEach(path -> reasons.add("security_opt, as the profile " + path + " cannot be read"));
        if (hardwareAddresses(spec).size() > 1) {
            reasons.add("mac_address, which differs from that of its first network; keep one");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of("cannot do " + String.join(", ", reasons));
    }

    /** The addresses that are given for the first network, in two places. */
    private static SortedSet<String> hardwareAddresses(ContainerSpec spec) {
        SortedSet<String> addresses = new TreeSet<>();
        NetworkingPart.networkKeys(spec).stream().limit(1).forEach(first -> {
            NetworkAttachment attachment = spec.networks().get(first);
            Stream.of(spec.macAddress(), attachment == null ? null : attachment.macAddress())
                    .filter(Objects::nonNull)
                    .forEach(address -> addresses.add(address.toLowerCase(Locale.ROOT)));
        });
        return addresses;
    }

    private static int scale(ContainerSpec spec) {
        if (spec.scale() != null) {
            return spec.scale();
        }
        return spec.deploy() == null || spec.deploy().replicas() == null
                ? 1
                : spec.deploy().replicas();
    }

    private static void files(
            List<String> reasons, String key, List<FileReference> references, SortedMap<String, FileSource> sources) {
        for (FileReference reference : references) {
            FileSource source = sources.get(reference.source());
            if (source == null || (source.file() == null && source.content() == null)) {
                reasons.add(key + "." + reference.source() + " without a file or content");
            }
        }
    }

    /** What is kept in the spec and not done. */
    public static List<Difference> notDone(ContainerSpec spec) {
        List<Difference> differences = new ArrayList<>();
        if (scale(spec) > 1) {
            differences.add(new Difference(
                    SCALE, String.valueOf(scale(spec)), "1, as a Service is one container", Difference.Change.IGNORE));
        }
        return differences;
    }
}
