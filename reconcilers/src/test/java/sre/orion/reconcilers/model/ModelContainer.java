package sre.orion.reconcilers.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Container;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Mount;
import sre.orion.api.container.Networking;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.observation.ContainerState.Status;

/** ModelContainer is one container of the model, free to be changed by tests as by somebody's hand. */
public final class ModelContainer {
    public final String id;
    public String name;
    public Container container;
    public String imageId;
    public Status status = Status.CREATED;
    public Health health = Health.NONE;
    public int exitCode;
    public boolean outOfMemory;
    public String error = "";
    public final Instant createdAt;
    public @Nullable Instant startedAt;
    public @Nullable Instant finishedAt;
    public int restartCount;
    public final List<Mount> mounted = new ArrayList<>();
    public final SortedMap<String, Endpoint> endpoints = new TreeMap<>();
    /** What was put into it, by path. */
    public final SortedMap<String, CopiedFile> files = new TreeMap<>();
    /** Signals and commands, in their order. */
    public final List<String> told = new ArrayList<>();

    ModelContainer(String id, String name, Container container, String imageId, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.container = container;
        this.imageId = imageId;
        this.createdAt = createdAt;
    }

    ContainerState state(SortedMap<String, String> networkIds) {
        Container shown = ModelContainers.with(container, networking());
        return new ContainerState(
                id,
                name,
                shown,
                imageId,
                status,
                health,
                exitCode,
                outOfMemory,
                error,
                createdAt,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(finishedAt),
                restartCount,
                mounted,
                networkIds);
    }

    private Networking networking() {
        Networking asked = container.networking();
        return new Networking(
                asked.mode(),
                endpoints,
                asked.ports(),
                asked.exposed(),
                asked.hostname().or(() -> Optional.of(id.substring(0, 12))),
                asked.domainname(),
                asked.dns(),
                asked.dnsSearch(),
                asked.dnsOptions(),
                asked.extraHosts(),
                asked.links());
    }

    public void relabel(Map<String, String> labels) {
        container = ModelContainers.with(container, new TreeMap<>(labels));
    }

    /** The engine did not take the score over. */
    public void forgetOomScore() {
        container = ModelContainers.with(
                container, ModelContainers.oomScore(container.resources(), 0), container.restart());
    }

    public boolean alive() {
        return status == Status.RUNNING || status == Status.PAUSED || status == Status.RESTARTING;
    }

    void end(Instant now, int code) {
        status = Status.EXITED;
        health = health == Health.NONE ? Health.NONE : Health.UNHEALTHY;
        exitCode = code;
        finishedAt = now;
    }
}
