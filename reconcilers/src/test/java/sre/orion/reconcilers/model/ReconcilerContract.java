package sre.orion.reconcilers.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.NetworkStatus;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.VolumeStatus;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.Step;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.resource.Condition;
import sre.orion.reconcilers.shared.Verdict;

/** ReconcilerContract is what every reconciler promises in every pass; each pass of every test goes through it. */
public final class ReconcilerContract {
    private ReconcilerContract() {}

    static <S, T, O> ReconcileResult<T> checked(Reconciler<S, T, O> reconciler, ReconcileInput<S, T, O> input) {
        int before = input.hashCode();
        ReconcileResult<T> result = reconciler.reconcile(input);
        if (!reconciler.reconcile(input).equals(result)) {
            throw new AssertionError("the same input gave two results: " + result);
        }
        if (input.hashCode() != before) {
            throw new AssertionError("the input was changed: " + input);
        }
        result.plan().steps().forEach(ReconcilerContract::step);
        conditions(input, result);
        return result;
    }

    private static void step(Step step) {
        assertThat(step.cause()).as("the cause of %s", step).isNotBlank();
        assertThat(step.dependsOn()).allMatch(number -> number < step.number());
        if (step.action().destructive()) {
            assertThat(step.precondition()).as("%s", step).isNotInstanceOf(Precondition.None.class);
        }
    }

    private static <S, T, O> void conditions(ReconcileInput<S, T, O> input, ReconcileResult<T> result) {
        List<Condition> before =
                input.last().status().map(ReconcilerContract::of).orElse(List.of());
        List<Condition> now = of(result.status());
        assertThat(now)
                .filteredOn(condition -> condition.type() == Condition.Type.READY)
                .hasSize(1);
        for (Condition condition : now) {
            assertThat(condition.message()).isNotBlank();
            assertThat(condition.observedGeneration())
                    .isEqualTo(input.resource().metadata().generation());
            if (condition.type() != Condition.Type.READY) {
                assertThat(condition.status()).isEqualTo(Condition.Status.TRUE);
            }
            Optional<Condition> same =
                    Verdict.find(before, condition.type()).filter(old -> old.status() == condition.status());
            assertThat(condition.lastTransitionTime())
                    .as("a transition is a change of status")
                    .isEqualTo(same.map(Condition::lastTransitionTime).orElse(input.now()));
        }
        boolean both = Verdict.find(now, Condition.Type.RECONCILING).isPresent()
                && Verdict.find(now, Condition.Type.STALLED).isPresent();
        assertThat(both).as("nothing is stuck and on its way").isFalse();
    }

    private static List<Condition> of(Object status) {
        return switch (status) {
            case ServiceStatus service -> service.conditions();
            case NetworkStatus network -> network.conditions();
            case VolumeStatus volume -> volume.conditions();
            case NodeStatus node -> node.conditions();
            case Object other -> throw new AssertionError("no status: " + other);
        };
    }

    /** A result as goldens read it: the plan, then the conditions. */
    public static String text(ReconcileResult<?> result) {
        var text = new StringBuilder();
        if (!result.plan().isEmpty()) {
            text.append(result.plan()).append('\n');
        }
        for (Condition condition : of(result.status())) {
            text.append(condition.type().text())
                    .append('=')
                    .append(condition.status().text());
            text.append(' ').append(condition.reason()).append(": ").append(condition.message());
            text.append('\n');
        }
        return text.toString();
    }
}
