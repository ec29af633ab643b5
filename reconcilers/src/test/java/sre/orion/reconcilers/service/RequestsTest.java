package sre.orion.reconcilers.service;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.MINUTE;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;

class RequestsTest {
    private static final Resource<ServiceSpec> JOB =
            service("web", "{image: 'job:1', restart: 'no', networks: {front: null}}");

    @TestFactory
    Stream<DynamicTest> does_what_people_ask_for() {
        return new Table("service-requests")
                .web("a restart is asked for", RequestsTest::askRestart)
                .web(
                        "a restart was asked for before it was started",
                        host -> host.ask(
                                web("app:1"), Requests.NONE.withRestart(host.engine.now.minus(Duration.ofHours(1)))))
                .web(
                        "a restart is asked for that is yet to come",
                        host -> host.ask(web("app:1"), Requests.NONE.withRestart(host.engine.now.plus(MINUTE))))
                .service("a job that is done is asked for again", JOB, RequestsTest::askRestart)
                .web("it is suspended for a minute", RequestsTest::suspend)
                .web("the minute is over", host -> {
                    suspend(host).pass();
                    host.engine.pass(MINUTE);
                })
                .web("it is resumed before that", host -> {
                    suspend(host).pass();
                    host.ask(web("app:1"), Requests.NONE);
                })
                .text("a try that waits is asked for now", () -> {
                    Host host = host(NEW, web("unstartable:1"));
                    host.pass();
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(1));
                    String waits = next(host, web("unstartable:1"));
                    return waits
                            + next(
                                    host.ask(web("app:1"), Requests.NONE.withReconcile(host.engine.now)),
                                    web("unstartable:1"));
                })
                .tests();
    }

    private static Host suspend(Host host) {
        return host.ask(web("app:1"), Requests.NONE.withSuspension(Optional.of(host.engine.now.plus(MINUTE))));
    }

    private static void askRestart(Host host) {
        host.ask(web("app:1"), Requests.NONE.withRestart(host.engine.now));
    }

    @Test
    void a_restart_happens_once() {
        Host host = running(web("app:1"));
        int before = host.log.size();
        askRestart(host);
        host.engine.pass(Duration.ofSeconds(1));

        host.converge();
        host.engine.pass(MINUTE);
        host.converge();

        assertThat(host.log.subList(before, host.log.size())).hasSize(1).allMatch(step -> step.contains("Restart"));
    }

    @Test
    void a_fight_that_waits_goes_on_when_somebody_asks() {
        Host host = running(web("app:1"));
        while (!next(host, web("app:1")).contains("LoopBreaker")) {
            host.engine.pass(Duration.ofSeconds(12));
            Hands.kill(host, Table.WEB);
            host.pass();
        }
        host.engine.pass(Duration.ofSeconds(1));

        host.ask(web("app:1"), Requests.NONE.withReconcile(host.engine.now));

        assertThat(next(host, web("app:1"))).contains("StartContainer").doesNotContain("LoopBreaker");
    }
}
