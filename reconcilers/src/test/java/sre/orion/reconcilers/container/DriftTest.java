package sre.orion.reconcilers.container;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.reconcilers.model.Specs.network;
import static sre.orion.reconcilers.model.Specs.service;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.api.container.Container;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.plan.Difference;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Golden;
import sre.orion.reconcilers.model.Host;

/** Each key of the vocabulary: what is asked of the engine for it, and what it takes to change it. */
class DriftTest {
    /** Each is one key beside {@code image} and {@code networks}. */
    private static final String[] KEYS = {
        "annotations: {a: 'b'}",
        "blkio_config: {weight: 100}",
        "blkio_config: {device_read_bps: [{path: '/dev/sda', rate: 1000}]}",
        "cap_add: ['net_admin']",
        "cap_drop: ['ALL']",
        "cgroup: 'host'",
        "cgroup_parent: 'm-executor'",
        "command: ['run']",
        "command: []",
        "cpu_count: 2",
        "cpu_percent: 50",
        "cpu_period: 100000",
        "cpu_quota: 50000",
        "cpu_rt_period: 1000",
        "cpu_rt_runtime: 500",
        "cpu_shares: 512",
        "cpus: 0.5",
        "cpuset: '0-1'",
        "deploy: {resources: {limits: {cpus: 0.5, memory: 10000000, pids: 9}}}",
        "deploy: {resources: {reservations: {devices: [{capabilities: ['gpu']}]}}}",
        "deploy: {restart_policy: {condition: 'on-failure', max_attempts: 3}}",
        "device_cgroup_rules: ['c 1:3 mr']",
        "devices: [{source: '/dev/fuse'}]",
        "devices: [{source: 'vendor.com/gpu=all'}]",
        "dns: ['1.1.1.1', '9.9.9.9']",
        "dns_opt: ['ndots:1']",
        "dns_search: ['lan']",
        "domainname: 'lan'",
        "entrypoint: ['/other']",
        "entrypoint: []",
        "environment: {A: 'b', PATH: null}",
        "expose: ['9000-9001/udp']",
        "external_links: ['old-db']",
        "extra_hosts: ['db=[::1]', 'a=10.0.0.1']",
        "gpus: [{count: -1}]",
        "group_add: ['audio']",
        "healthcheck: {test: ['CMD', 'true'], interval: 'PT5S', retries: 2}",
        "healthcheck: {disable: true}",
        "hostname: 'web'",
        "init: true",
        "ipc: 'shareable'",
        "ipc: 'host'",
        "labels: {a: 'b', maker: 'me'}",
        "links: ['db:store']",
        "logging: {driver: 'local', options: {'max-size': '1m'}}",
        "logging: {options: {'max-size': '1m'}}",
        "mac_address: '02:42:ac:11:00:03'",
        "mem_limit: 10000000",
        "mem_reservation: 5000000",
        "memswap_limit: -1",
        "oom_kill_disable: true",
        "oom_score_adj: 100",
        "pid: 'host'",
        "pids_limit: 100",
        "pids_limit: -1",
        "ports: [{target: 80, published: '8080', protocol: 'tcp', host_ip: '127.0.0.1'}]",
        "privileged: true",
        "read_only: true",
        "restart: 'on-failure:5'",
        "restart: 'no'",
        "runtime: 'crun'",
        "security_opt: ['no-new-privileges:true', 'systempaths=unconfined']",
        "shm_size: 1000000",
        "stdin_open: true",
        "stop_grace_period: 'PT2.5S'",
        "stop_grace_period: 'PT10S'",
        "stop_signal: 'term'",
        "stop_signal: 'SIGINT'",
        "storage_opt: {size: '1G'}",
        "sysctls: {'net.core.somaxconn': '1024'}",
        "tmpfs: ['/run:size=1m']",
        "tty: true",
        "ulimits: {nofile: {soft: 1024, hard: 2048}}",
        "user: '1000'",
        "userns_mode: 'host'",
        "uts: 'host'",
        "volumes: [{type: 'bind', source: '/srv', target: '/data/', read_only: true, bind: {propagation: 'rslave'}}]",
        "volumes: [{type: 'volume', source: 'data', target: '/data'}]",
        "volumes: [{type: 'volume', target: '/cache'}]",
        "volumes: [{type: 'volume', target: '/var/lib/app'}]",
        "volumes: [{type: 'tmpfs', target: '/t', tmpfs: {size: 1000}}]",
        "volumes: [{type: 'image', source: 'app:2', target: '/i', image: {subpath: 'x'}}]",
        "volumes_from: ['container:box:ro']",
        "working_dir: '/other'"
    };

    @TestFactory
    Stream<DynamicTest> tells_what_differs_and_what_it_takes() {
        var golden = new Golden("drift");
        for (String key : KEYS) {
            golden.add(key, () -> differences(plain(), with(key)));
        }
        return golden.tests();
    }

    @TestFactory
    Stream<DynamicTest> tells_what_it_takes_to_take_a_key_away() {
        var golden = new Golden("drift-away");
        for (String key : KEYS) {
            golden.add(key, () -> differences(with(key), plain()));
        }
        return golden.tests();
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 51})
    void finds_nothing_to_change_in_what_was_made_of_a_key(int api) {
        assertThat(KEYS)
                .allSatisfy(key -> assertThat(differences(api, with(key), with(key)))
                        .as(key)
                        .isBlank());
    }

    @Test
    void asks_for_each_key() {
        var without = new Host(51, network("front"));
        String plain = asked(without, plain()).toString();

        assertThat(KEYS).allSatisfy(key -> {
            boolean says = !key.equals("restart: 'no'");
            assertThat(asked(without, with(key)).toString().equals(plain))
                    .as(key)
                    .isNotEqualTo(says);
        });
    }

    private static Resource<ServiceSpec> plain() {
        return service("web", "{image: 'app:1', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> with(String key) {
        return service("web", "{image: 'app:1', networks: {front: null}, " + key + "}");
    }

    private static String differences(Resource<ServiceSpec> there, Resource<ServiceSpec> wanted) {
        return differences(51, there, wanted);
    }

    /** What differs when one spec has been brought about and another one is wanted. */
    private static String differences(int api, Resource<ServiceSpec> there, Resource<ServiceSpec> wanted) {
        var host = new Host(api, network("front"), sre.orion.reconcilers.model.Specs.volume("data", ""));
        host.engine.foreign("box", new java.util.TreeMap<>(), "app:1");
        host.pass();
        host.put(there);
        host.pass();
        var text = new StringBuilder();
        for (Difference difference : host.put(wanted).look(wanted).differences()) {
            text.append(difference).append(' ').append(difference.change()).append('\n');
        }
        return text.isEmpty() ? "\n" : text.toString();
    }

    private static Container asked(Host host, Resource<ServiceSpec> service) {
        return DesiredContainer.of(service, host.observation(), reference -> reference, "");
    }
}
