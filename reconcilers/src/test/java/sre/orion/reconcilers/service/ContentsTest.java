package sre.orion.reconcilers.service;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.reconcilers.model.Specs.onConfigChange;
import static sre.orion.reconcilers.model.Specs.withContents;
import static sre.orion.reconcilers.service.Table.MINUTE;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.ConfigChange.Action;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.secret.Text;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;

/** Configs and secrets whose contents stand in the spec are put into the container before it starts. */
class ContentsTest {
    private static final ConfigChange RECREATE = new ConfigChange(Action.RECREATE, null, List.of());
    private static final ConfigChange RESTART = new ConfigChange(Action.RESTART, null, List.of());
    private static final ConfigChange SIGNAL = new ConfigChange(Action.SIGNAL, "SIGHUP", List.of());
    private static final ConfigChange EXEC = new ConfigChange(Action.EXEC, null, List.of("nginx", "-s", "reload"));
    private static final Text TOKEN = token("correct horse", "aaaa-1");

    @TestFactory
    Stream<DynamicTest> puts_contents_into_containers() {
        Table table = new Table("service-contents")
                .text("nothing is there", () -> next(ready(), spec("one")))
                .text("it was made, and nothing put into it", () -> cutOffAfter(1))
                .text("it was made, and one of the files put into it", () -> cutOffAfter(2))
                .text("all was done but the start", () -> cutOffAfter(3))
                .text("it runs", () -> next(running(spec("one")), spec("one")))
                .text("a roll-out was cut off before the files", () -> {
                    Resource<ServiceSpec> other = withContents(web("app:2", USES), "one", TOKEN);
                    Host host = running(spec("one")).put(other);
                    host.dieAfter(1).pass();
                    return next(host, other);
                })
                .text("it was stopped, and the content is another by now", () -> {
                    Host host = running(spec("one")).put(spec("two"));
                    Hands.kill(host, WEB);
                    return next(host, spec("two"));
                });
        for (ConfigChange action : List.of(ConfigChange.DEFAULT, RECREATE, RESTART, SIGNAL, EXEC)) {
            String name = action.action().name().toLowerCase(Locale.ROOT);
            table.text(name + ": another text", () -> changed(action, withContents(WITHOUT, "two", TOKEN)))
                    .text(
                            name + ": another secret",
                            () -> changed(action, withContents(WITHOUT, "one", token("staple", "aaaa-2"))))
                    .text(
                            name + ": the key of the hashes was lost",
                            () -> changed(action, withContents(WITHOUT, "one", token("correct horse", "bbbb-7"))));
        }
        return table.tests();
    }

    private static final String USES = ", configs: [{source: 'motd', target: '/etc/motd', mode: 256}],"
            + " secrets: [{source: 'token', uid: '1000'}]";
    private static final Resource<ServiceSpec> WITHOUT = web("app:1", USES);

    private static Resource<ServiceSpec> spec(String motd) {
        return withContents(WITHOUT, motd, TOKEN);
    }

    private static Text token(String value, String mark) {
        return new Text(value, Text.Origin.SECRETS_FILE, "TOKEN", mark);
    }

    /** A host with the networks that the container needs. */
    private static Host ready() {
        Host host = host(NEW);
        host.pass();
        return host.put(spec("one"));
    }

    private static String cutOffAfter(int steps) {
        Host host = ready();
        host.dieAfter(steps).pass();
        return next(host, spec("one"));
    }

    private static String changed(ConfigChange action, Resource<ServiceSpec> now) {
        Host host = running(onConfigChange(spec("one"), action));
        Resource<ServiceSpec> wanted = onConfigChange(now, action);
        return next(host.put(wanted), wanted);
    }

    private static List<String> contents(Host host) {
        return host.engine.get(WEB).files.values().stream()
                .map(file -> file.content().value())
                .toList();
    }

    @Test
    void no_cut_leaves_a_container_without_its_files_or_with_old_ones() {
        for (ConfigChange action : List.of(RECREATE, RESTART, SIGNAL, EXEC)) {
            for (int steps = 1; steps <= 8; steps++) {
                Host host = running(onConfigChange(spec("one"), action));
                Resource<ServiceSpec> wanted = onConfigChange(spec("two"), action);

                host.put(wanted).dieAfter(steps).pass();
                host.converge();

                assertThat(host.engine.violations).isEmpty();
                assertThat(contents(host)).contains("two").doesNotContain("one");
                host.engine.pass(MINUTE);
                assertThat(host.look(wanted).differences()).isEmpty();
            }
        }
    }

    @Test
    void what_a_process_was_started_with_is_known() {
        Host host = running(spec("one")).put(spec("two"));
        Hands.kill(host, WEB);

        host.converge();

        assertThat(contents(host)).contains("two").doesNotContain("one");
        assertThat(host.look(spec("two")).differences()).isEmpty();
    }

    @Test
    void no_secret_is_printed() {
        assertThat(next(ready(), spec("one"))).contains("CopyFile").doesNotContain("horse");
    }
}
