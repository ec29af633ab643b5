package sre.orion.reconcilers.service;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.reconcilers.model.Specs.onConfigChange;
import static sre.orion.reconcilers.service.Table.MINUTE;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.ConfigChange.Action;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.Hold.Cause;
import sre.orion.api.reconcile.Hold.Level;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;

class UpkeepTest {
    private static final String FILE = "/specs/cortex/app.conf";
    private static final ConfigChange RECREATE = new ConfigChange(Action.RECREATE, null, List.of());
    private static final ConfigChange RESTART = new ConfigChange(Action.RESTART, null, List.of());
    private static final ConfigChange SIGNAL = new ConfigChange(Action.SIGNAL, "SIGHUP", List.of());
    private static final ConfigChange EXEC = new ConfigChange(Action.EXEC, null, List.of("nginx", "-s", "reload"));

    @TestFactory
    Stream<DynamicTest> tells_a_container_that_a_file_has_changed() {
        Table table = new Table("service-config-change");
        for (ConfigChange action : List.of(ConfigChange.DEFAULT, RECREATE, RESTART, SIGNAL, EXEC)) {
            String name = action.action().name().toLowerCase(java.util.Locale.ROOT);
            changed(table, name + ": the file was written", action, host -> host.write(FILE, "two"));
            changed(table, name + ": the file was replaced", action, host -> host.replace(FILE, "two"));
            changed(table, name + ": nothing was changed", action, host -> host.write(FILE, "one"));
            changed(
                    table,
                    name + ": the history was lost",
                    action,
                    host -> host.write(FILE, "two").forget());
            changed(table, name + ": it was restarted by somebody since", action, host -> {
                host.write(FILE, "two");
                Hands.kill(host, WEB);
                host.engine.pass(MINUTE);
                host.pass();
            });
            changed(table, name + ": a container of Compose is taken over", action, host -> {
                host.write(FILE, "two");
                adopt(host.forget());
            });
        }
        return table.tests();
    }

    @Test
    void a_change_is_told_once() {
        for (ConfigChange action : List.of(SIGNAL, EXEC)) {
            Host host = mounting(action);

            host.write(FILE, "two").converge();
            host.converge();

            String told = action.signal() == null ? "nginx -s reload" : action.signal();
            assertThat(host.engine.get(WEB).told).containsExactly(told);
        }
    }

    @Test
    void a_change_in_the_middle_of_telling_is_told_too() {
        Host host = mounting(SIGNAL);

        host.write(FILE, "two").pass();
        host.write(FILE, "three").converge();

        assertThat(host.engine.get(WEB).told).containsExactly("SIGHUP", "SIGHUP");
    }

    @Test
    void what_was_cut_off_before_it_was_written_down_is_told_again() {
        Host host = mounting(SIGNAL);

        host.write(FILE, "two").dieAfter(1).pass();
        host.converge();

        assertThat(host.engine.get(WEB).told).isNotEmpty().containsOnly("SIGHUP");
        assertThat(host.look(web("app:1")).plan().isEmpty()).isTrue();
    }

    @Test
    void a_new_container_has_the_new_content_and_nothing_is_left_to_do() {
        for (ConfigChange action : List.of(RECREATE, RESTART)) {
            Host host = mounting(action);
            String before = host.engine.get(WEB).id;

            host.write(FILE, "two").converge();

            assertThat(host.engine.get(WEB).id.equals(before)).isEqualTo(action.equals(RESTART));
            assertThat(host.look(service(action)).differences()).isEmpty();
            assertThat(host.forget().look(service(action)).plan().isEmpty()).isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> runs_hooks() {
        Resource<ServiceSpec> hooked = web(
                "app:1",
                ", post_start: [{command: ['chown', 'data']}, {command: ['warm', 'up']}],"
                        + " pre_stop: [{command: ['flush']}]");
        return new Table("service-hooks")
                .text("it has just been started", () -> {
                    Host host = host(NEW, hooked);
                    host.pass();
                    return next(host, hooked);
                })
                .text("its hooks have been run", () -> next(running(hooked), hooked))
                .text("it was killed and is back", () -> {
                    Host host = running(hooked);
                    Hands.kill(host, WEB);
                    host.pass();
                    return next(host, hooked);
                })
                .text("the history was lost", () -> next(running(hooked).forget(), hooked))
                .text("the history was lost a quarter of an hour later", () -> {
                    Host host = running(hooked);
                    host.engine.pass(MINUTE.multipliedBy(15));
                    return next(host.forget(), hooked);
                })
                .text("it is suspended", () -> {
                    Host host = running(hooked);
                    host.put(sre.orion.reconcilers.model.Specs.suspended(hooked));
                    return next(host, hooked);
                })
                .text("a hold that cannot wait", () -> {
                    Host host = running(hooked);
                    host.hold(new Hold(Level.STOPPED, Cause.VPN_NOT_PROVEN, "the VPN is not proven", hooked.key()));
                    return next(host, hooked);
                })
                .text("it is unhealthy", () -> {
                    Resource<ServiceSpec> checked = web("checked:1", ", pre_stop: [{command: ['flush']}]");
                    Host host = running(checked);
                    host.engine.get(WEB).health = Health.UNHEALTHY;
                    return next(host, checked);
                })
                .text("it is replaced", () -> {
                    Host host = running(hooked);
                    Resource<ServiceSpec> changed = web("app:2", ", pre_stop: [{command: ['flush']}]");
                    host.put(changed);
                    return next(host, changed);
                })
                .text("a hook has failed", () -> {
                    Resource<ServiceSpec> failing =
                            web("app:1", ", post_start: [{command: ['false']}, {command: ['warm', 'up']}]");
                    Host host = host(NEW, failing);
                    host.pass();
                    host.pass();
                    return next(host, failing);
                })
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> says_what_is_risky() {
        return new Table("service-risks")
                .text("what gives it the host", () -> {
                    Resource<ServiceSpec> risky = service(
                            "{image: 'app:1', privileged: true, network_mode: 'host', pid: 'host', devices: [{source: '/dev/dri'}],"
                                    + " volumes: [{type: 'bind', source: '/var/run/docker.sock', target: '/s'}]}");
                    return next(host(NEW, risky), risky);
                })
                .text("it was said before", () -> {
                    Resource<ServiceSpec> risky =
                            service("{image: 'app:1', privileged: true, networks: {front: null}}");
                    return next(running(risky), risky);
                })
                .tests();
    }

    private static Resource<ServiceSpec> service(String json) {
        return sre.orion.reconcilers.model.Specs.service("web", json);
    }

    private static Resource<ServiceSpec> service(ConfigChange action) {
        return onConfigChange(
                web("app:1", ", volumes: [{type: 'bind', source: '" + FILE + "', target: '/etc/app.conf'}]"), action);
    }

    private static Host mounting(ConfigChange action) {
        Host host = host(NEW, service(action)).write(FILE, "one").converge();
        host.engine.pass(MINUTE);
        host.pass();
        return host;
    }

    private static void changed(Table table, String name, ConfigChange action, Consumer<Host> happens) {
        table.text(name, () -> {
            Host host = mounting(action);
            happens.accept(host);
            return next(host, service(action));
        });
    }

    private static void adopt(Host host) {
        ModelContainer web = host.engine.get(WEB);
        Map<String, String> labels = new TreeMap<>(web.container.labels());
        labels.keySet().removeIf(key -> key.startsWith(Labels.ORION_PREFIX));
        web.relabel(labels);
    }
}
