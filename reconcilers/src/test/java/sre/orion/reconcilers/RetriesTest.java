package sre.orion.reconcilers;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.reconcilers.model.Specs.network;
import static sre.orion.reconcilers.model.Specs.node;
import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.model.Specs.volume;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Step;
import sre.orion.api.plan.StepReport;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Host;

/** What the engine refuses is tried again ever more seldom, however many passes there are in between. */
class RetriesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int HALF_AN_HOUR = 1800;

    @Test
    void a_volume_that_cannot_be_made_waits_longer_each_time() {
        Resource<?> data = volume("data", "");
        Host host = new Host(51, data);

        assertBacksOff(waits(Reconcilers.VOLUME, VolumeSpec.class, data, host.observation(), Requests.NONE));
    }

    @Test
    void a_network_that_cannot_be_made_waits_longer_each_time() {
        Resource<?> front = network("front");
        Host host = new Host(51, front);

        assertBacksOff(waits(Reconcilers.NETWORK, NetworkSpec.class, front, host.observation(), Requests.NONE));
    }

    @Test
    void leftovers_that_cannot_be_removed_wait_longer_each_time() {
        Resource<?> web = service("web", "{image: 'app:1', networks: {front: null}}");
        Host host = new Host(51, web, network("front"), node()).converge().drop(web);

        assertBacksOff(waits(Reconcilers.NODE, NodeSpec.class, node(), host.observation(), Requests.NONE));
    }

    @Test
    void a_person_who_asks_does_not_wait() {
        Resource<?> data = volume("data", "");
        Host host = new Host(51, data);
        Requests asked = Requests.NONE.withReconcile(BEGIN.plusSeconds(5));

        assertThat(waits(Reconcilers.VOLUME, VolumeSpec.class, data, host.observation(), asked)
                        .getFirst())
                .isLessThanOrEqualTo(Duration.ofSeconds(6));
    }

    private static void assertBacksOff(List<Duration> waits) {
        List<Long> doubling = List.of(10L, 20L, 40L, 80L, 160L, 300L);
        assertThat(waits).hasSizeGreaterThan(6);
        for (int number = 0; number < waits.size(); number++) {
            long nominal = doubling.get(Math.min(number, doubling.size() - 1));
            assertThat(waits.get(number).toSeconds())
                    .as("wait %d of %s", number, waits)
                    .isBetween(nominal * 9 / 10, nominal * 11 / 10 + 1);
        }
    }

    /** How long lies between the tries when there is a pass each second and each try fails. */
    private static <S, T> List<Duration> waits(
            Reconciler<S, T, NodeObservation> reconciler,
            Class<S> spec,
            Resource<?> resource,
            NodeObservation observation,
            Requests asked) {
        var typed =
                new Resource<>(resource.kind(), resource.metadata(), spec.cast(resource.spec()), resource.location());
        List<Duration> waits = new ArrayList<>();
        Optional<Instant> tried = Optional.empty();
        LastReport<T> last = LastReport.none();
        for (int second = 0; second < HALF_AN_HOUR; second++) {
            Instant now = BEGIN.plusSeconds(second);
            boolean known = asked.reconcile().filter(now::isAfter).isPresent();
            var result = reconciler.reconcile(
                    new ReconcileInput<>(typed, observation, List.of(), known ? asked : Requests.NONE, last, now));
            List<StepReport> reports = new ArrayList<>();
            for (Step step : result.plan().steps()) {
                reports.add(new StepReport(step, new Outcome.Failed(500, "no space left on device"), now));
            }
            if (!reports.isEmpty()) {
                tried.ifPresent(before -> waits.add(Duration.between(before, now)));
                tried = Optional.of(now);
            }
            last = new LastReport<>(Optional.of(result.status()), reports);
        }
        return waits;
    }
}
