package sre.orion.reconcilers.model;

import java.util.List;
import java.util.SortedMap;
import sre.orion.api.container.Container;
import sre.orion.api.container.Mount;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Resources;
import sre.orion.api.container.Storage;

/** ModelContainers is containers with one part changed. */
public final class ModelContainers {
    private ModelContainers() {}

    public static Container with(Container container, Networking networking) {
        return with(container, networking, container.storage(), container.resources(), container.restart());
    }

    public static Container with(Container container, Resources resources, Container.RestartPolicy restart) {
        return with(container, container.networking(), container.storage(), resources, restart);
    }

    static Container with(Container container, List<Mount> mounts) {
        Storage storage = container.storage();
        return with(
                container,
                container.networking(),
                new Storage(
                        mounts,
                        storage.tmpfs(),
                        storage.volumesFrom(),
                        storage.readOnlyRootFilesystem(),
                        storage.shmSize(),
                        storage.options(),
                        storage.copied()),
                container.resources(),
                container.restart());
    }

    private static Container with(
            Container container,
            Networking networking,
            Storage storage,
            Resources resources,
            Container.RestartPolicy restart) {
        return new Container(
                container.image(),
                container.process(),
                container.healthcheck(),
                container.labels(),
                container.annotations(),
                storage,
                networking,
                resources,
                container.isolation(),
                restart,
                container.logging(),
                container.platform());
    }

    public static Container with(Container container, SortedMap<String, String> labels) {
        return new Container(
                container.image(),
                container.process(),
                container.healthcheck(),
                labels,
                container.annotations(),
                container.storage(),
                container.networking(),
                container.resources(),
                container.isolation(),
                container.restart(),
                container.logging(),
                container.platform());
    }

    /** The same limits with another amount of memory. */
    public static Resources memory(Resources resources, long memory, long swap) {
        return with(resources, memory, swap, resources.oomScoreAdj());
    }

    static Resources oomScore(Resources resources, int score) {
        return with(resources, resources.memory(), resources.memorySwap(), score);
    }

    private static Resources with(Resources resources, long memory, long swap, int oomScore) {
        return new Resources(
                resources.nanoCpus(),
                resources.cpuShares(),
                resources.cpuPeriod(),
                resources.cpuQuota(),
                resources.cpuRealtimePeriod(),
                resources.cpuRealtimeRuntime(),
                resources.cpusetCpus(),
                resources.cpuCount(),
                resources.cpuPercent(),
                memory,
                resources.memoryReservation(),
                swap,
                resources.memorySwappiness(),
                resources.oomKillDisable(),
                oomScore,
                resources.pidsLimit(),
                resources.blkio(),
                resources.ulimits(),
                resources.devices(),
                resources.deviceCgroupRules(),
                resources.deviceRequests());
    }
}
