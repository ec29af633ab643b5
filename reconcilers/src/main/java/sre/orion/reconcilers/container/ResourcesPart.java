package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.DeviceMapping;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.UlimitSpec;
import sre.orion.api.container.Resources;

/** ResourcesPart is what of a spec limits what the container may use. */
final class ResourcesPart {
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000L);

    private ResourcesPart() {}

    static Resources resources(ContainerSpec spec) {
        DeploySpec.Resources deploy =
                spec.deploy() == null ? null : spec.deploy().resources();
        DeploySpec.Limits limits = deploy == null ? null : deploy.limits();
        DeploySpec.Reservations reservations = deploy == null ? null : deploy.reservations();
        BigDecimal cpus = first(spec.cpus(), limits, DeploySpec.Limits::cpus, BigDecimal.ZERO);
        BigDecimal percent = requireNonNullElse(spec.cpuPercent(), BigDecimal.ZERO);
        return new Resources(
                cpus.multiply(NANO).longValue(),
                number(spec.cpuShares()),
                number(spec.cpuPeriod()),
                number(spec.cpuQuota()),
                number(spec.cpuRtPeriod()),
                number(spec.cpuRtRuntime()),
                requireNonNullElse(spec.cpuset(), ""),
                number(spec.cpuCount()),
                // Compose sends hundredths of a percent; Linux ignores it.
                percent.multiply(BigDecimal.valueOf(100)).longValue(),
                first(spec.memLimit(), limits, DeploySpec.Limits::memory, 0L),
                first(spec.memReservation(), reservations, DeploySpec.Reservations::memory, 0L),
                number(spec.memswapLimit()),
                // Compose cannot say 0 either: the engine takes it for "not given".
                Given.number(spec.memSwappiness()),
                Boolean.TRUE.equals(spec.oomKillDisable()),
                requireNonNullElse(spec.oomScoreAdj(), 0),
                first(spec.pidsLimit(), limits, DeploySpec.Limits::pids, 0L),
                Optional.ofNullable(spec.blkioConfig()),
                ulimits(spec),
                devices(spec.devices()),
                spec.deviceCgroupRules(),
                requests(spec, reservations));
    }

    private static SortedMap<String, UlimitSpec> ulimits(ContainerSpec spec) {
        SortedMap<String, UlimitSpec> ulimits = new TreeMap<>();
        spec.ulimits().forEach((name, limit) -> ulimits.put(name, limit.both()));
        return ulimits;
    }

    private static long number(@Nullable Long value) {
        return requireNonNullElse(value, 0L);
    }

    /** The plain key, else what {@code deploy} says, else {@code otherwise}. */
    private static <D, V> V first(@Nullable V plain, @Nullable D deploy, Function<D, @Nullable V> of, V otherwise) {
        if (plain != null) {
            return plain;
        }
        return deploy == null ? otherwise : requireNonNullElse(of.apply(deploy), otherwise);
    }

    private static boolean isCdi(DeviceMapping device) {
        return !device.source().startsWith("/") && device.source().contains("=");
    }

    private static List<DeviceMapping> devices(List<DeviceMapping> written) {
        return written.stream()
                .filter(device -> !isCdi(device))
                .map(device -> new DeviceMapping(
                        device.source(),
                        requireNonNullElse(device.target(), device.source()),
                        requireNonNullElse(device.permissions(), "rwm")))
                .toList();
    }

    private static List<DeviceRequest> requests(ContainerSpec spec, DeploySpec.@Nullable Reservations reservations) {
        List<DeviceRequest> requests = new ArrayList<>();
        List<String> named = spec.devices().stream()
                .filter(ResourcesPart::isCdi)
                .map(DeviceMapping::source)
                .toList();
        if (!named.isEmpty()) {
            requests.add(new DeviceRequest("cdi", 0, named, List.of(), Immutable.map(null)));
        }
        if (reservations != null) {
            reservations.devices().forEach(device -> requests.add(counted(device, device.capabilities())));
        }
        for (DeviceRequest device : spec.gpus()) {
            List<String> capabilities = new ArrayList<>(device.capabilities());
            if (!capabilities.contains("gpu")) {
                capabilities.add("gpu");
            }
            requests.add(counted(device, capabilities));
        }
        return requests;
    }

    /** Without a count and without ids all devices are meant. */
    private static DeviceRequest counted(DeviceRequest request, List<String> capabilities) {
        int count = requireNonNullElse(request.count(), request.deviceIds().isEmpty() ? -1 : 0);
        return new DeviceRequest(
                requireNonNullElse(request.driver(), ""), count, request.deviceIds(), capabilities, request.options());
    }
}
