package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelEngine.Behaviour;

class GateTest {
    @TestFactory
    Stream<DynamicTest> puts_off_what_must_wait() {
        return new Table("service-gate")
                .text("the tenth repair goes ahead", () -> fight(9))
                .text("the eleventh repair opens the breaker", () -> fight(10))
                .text("the breaker is still open", () -> {
                    Host host = fighting(10);
                    host.pass();
                    host.engine.pass(Duration.ofMinutes(5));
                    return next(host, web("app:1"));
                })
                .text("the breaker has been open for ten minutes", () -> {
                    Host host = fighting(10);
                    host.pass();
                    host.engine.pass(Duration.ofMinutes(11));
                    return next(host, web("app:1"));
                })
                .text("it stays removed while the breaker is open", () -> {
                    Host host = fighting(10);
                    host.pass();
                    Hands.remove(host, WEB);
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(30));
                    host.pass();
                    return next(host, web("app:1"));
                })
                .text("the spec changes while the breaker is open", () -> {
                    Host host = fighting(10);
                    host.pass();
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("a start fails again and again", () -> {
                    Host host = host(NEW, web("unstartable:1"));
                    for (int attempt = 0; attempt < 4; attempt++) {
                        host.pass();
                        host.engine.pass(Duration.ofMinutes(6));
                    }
                    host.pass();
                    return next(host, web("unstartable:1"));
                })
                .text("failures are forgotten when it runs well", () -> {
                    Host host = host(NEW, web("crash:1")).converge();
                    host.engine.behaviours.put("crash:1", Behaviour.RUNS);
                    host.engine.pass(Duration.ofMinutes(6));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(11));
                    host.pass();
                    return host.status(web("crash:1")).memory() + "\n";
                })
                .text("the same steps do not help", () -> {
                    Resource<ServiceSpec> limited = web("app:1", ", mem_limit: 10000000");
                    Host host = running(limited);
                    host.engine.deaf = true;
                    Hands.memory(host, WEB, 90_000_000);
                    host.pass();
                    host.pass();
                    return next(host, limited);
                })
                .tests();
    }

    private static String fight(int rounds) {
        return next(fighting(rounds), web("app:1"));
    }

    /** Killed and brought back so often, and killed again. */
    private static Host fighting(int rounds) {
        Host host = running(web("app:1"));
        for (int round = 0; round < rounds; round++) {
            Hands.kill(host, WEB);
            host.pass();
            host.engine.pass(Duration.ofSeconds(20));
            host.pass();
        }
        Hands.kill(host, WEB);
        return host;
    }
}
