package sre.orion.agent.engine.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.container.Container;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Isolation;
import sre.orion.api.container.Mount;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Port;
import sre.orion.api.container.Resources;
import sre.orion.api.container.Storage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** AskedContainers is a table of containers that together use every field of the canonical form that an engine tells back. */
public final class AskedContainers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AskedContainers() {}

    /**
     * The containers by name that an engine of this API version can make.
     *
     * @param words what stands for {@code @image@}, {@code @front@}, {@code @data@} and so on, without the signs
     */
    public static SortedMap<String, Container> all(int apiVersion, Map<String, String> words) {
        var containers = new TreeMap<String, Container>();
        JSON.readTree(table(words)).forEachEntry((name, json) -> {
            if (json.path("api").asInt() <= apiVersion) {
                ObjectNode request = (ObjectNode) json;
                request.put("Image", words.get("image"));
                if (!request.has("Cmd")) {
                    request.putArray("Cmd").add("sleep").add("86400");
                }
                containers.put(name, ComposeRequests.asked(request));
            }
        });
        return containers;
    }

    /**
     * What is asked for with everything filled in that is left to the engine, taken from what it told; and without what is
     * never compared.
     */
    public static Container filled(Container asked, Container told, int apiVersion) {
        return new Container(
                asked.image(),
                asked.process(),
                asked.healthcheck(),
                asked.labels(),
                asked.annotations(),
                storage(asked.storage(), told.storage()),
                networking(asked.networking(), told.networking(), apiVersion),
                resources(asked.resources(), told.resources()),
                isolation(asked.isolation(), told.isolation()),
                asked.restart(),
                asked.logging().driver().isPresent() ? asked.logging() : told.logging(),
                "");
    }

    private static String table(Map<String, String> words) {
        try (InputStream in = AskedContainers.class.getResourceAsStream("asked-containers.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("@" + word.getKey() + "@", word.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Storage storage(Storage asked, Storage told) {
        return new Storage(
                asked.mounts().stream().map(mount -> comparable(mount, told)).toList(),
                asked.tmpfs(),
                asked.volumesFrom(),
                asked.readOnlyRootFilesystem(),
                asked.shmSize().or(told::shmSize),
                asked.options(),
                List.of());
    }

    private static Mount comparable(Mount asked, Storage told) {
        boolean viaMounts = told.mounts().stream()
                .filter(mount -> mount.target().equals(asked.target()))
                .map(Mount::viaMounts)
                .findFirst()
                .orElse(asked.viaMounts());
        return new Mount(
                asked.type(),
                asked.source(),
                asked.target(),
                asked.readOnly(),
                asked.consistency(),
                asked.propagation(),
                asked.selinux(),
                asked.createHostPath(),
                asked.recursive(),
                asked.noCopy(),
                asked.subpath(),
                asked.volumeLabels(),
                asked.tmpfsSize(),
                asked.tmpfsMode(),
                viaMounts);
    }

    private static Networking networking(Networking asked, Networking told, int apiVersion) {
        var endpoints = new TreeMap<String, Endpoint>();
        asked.endpoints().forEach((name, endpoint) -> {
            if (apiVersion >= CreateBody.ENDPOINTS_AND_ANNOTATIONS || name.equals(asked.mode())) {
                endpoints.put(
                        name,
                        comparable(
                                endpoint, Optional.ofNullable(told.endpoints().get(name))));
            }
        });
        var exposed = new TreeSet<>(asked.exposed());
        for (Port port : asked.ports()) {
            exposed.add(port.target() + "/" + port.protocol());
        }
        return new Networking(
                asked.mode(),
                endpoints,
                asked.ports(),
                exposed,
                asked.hostname(),
                asked.domainname(),
                asked.dns(),
                asked.dnsSearch(),
                asked.dnsOptions(),
                asked.extraHosts(),
                asked.links());
    }

    // The hardware address of a further network is told as it is, asked for or not.
    private static Endpoint comparable(Endpoint asked, Optional<Endpoint> told) {
        return new Endpoint(
                asked.aliases(),
                asked.ipv4Address(),
                asked.ipv6Address(),
                asked.linkLocalAddresses(),
                asked.macAddress().isEmpty() ? told.map(Endpoint::macAddress).orElse("") : asked.macAddress(),
                asked.driverOptions(),
                asked.gatewayPriority(),
                told.map(Endpoint::configured).orElse(asked.configured()));
    }

    private static Resources resources(Resources asked, Resources told) {
        boolean swapLeftOpen = asked.memory() > 0 && asked.memorySwap() == 0;
        return new Resources(
                asked.nanoCpus(),
                asked.cpuShares(),
                asked.cpuPeriod(),
                asked.cpuQuota(),
                asked.cpuRealtimePeriod(),
                asked.cpuRealtimeRuntime(),
                asked.cpusetCpus(),
                asked.cpuCount(),
                asked.cpuPercent(),
                asked.memory(),
                asked.memoryReservation(),
                swapLeftOpen ? told.memorySwap() : asked.memorySwap(),
                asked.memorySwappiness().or(told::memorySwappiness),
                asked.oomKillDisable(),
                asked.oomScoreAdj(),
                asked.pidsLimit(),
                asked.blkio(),
                asked.ulimits(),
                asked.devices(),
                asked.deviceCgroupRules(),
                asked.deviceRequests());
    }

    private static Isolation isolation(Isolation asked, Isolation told) {
        return new Isolation(
                asked.privileged(),
                asked.capabilitiesAdded(),
                asked.capabilitiesDropped(),
                asked.securityOptions(),
                asked.ipcMode().or(told::ipcMode),
                asked.pidMode(),
                asked.utsMode(),
                asked.usernsMode(),
                asked.cgroupMode().or(told::cgroupMode),
                asked.cgroupParent(),
                asked.supplementaryGroups(),
                asked.sysctls(),
                asked.runtime().or(told::runtime),
                asked.technology(),
                asked.unmasked());
    }
}
