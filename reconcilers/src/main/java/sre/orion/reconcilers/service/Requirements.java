package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.PARENT_NOT_READY;
import static sre.orion.api.kind.ServiceReason.RESOURCE_NOT_READY;
import static sre.orion.api.kind.ServiceReason.UNSUPPORTED;

import java.util.Optional;
import sre.orion.api.container.Mount;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Step;
import sre.orion.api.resource.Reason;
import sre.orion.reconcilers.container.DesiredContainer;
import sre.orion.reconcilers.container.Unsupported;
import sre.orion.reconcilers.network.Attachable;
import sre.orion.reconcilers.shared.Services;
import sre.orion.reconcilers.shared.Verdict;

/** Requirements is what must be there before a container may be made, attached or started. */
record Requirements(Situation situation) {

    /** Why this plan must wait, if so. */
    Optional<Verdict> unmet(Plan plan, Effort effort) {
        boolean creates = has(plan, EngineAction.CreateContainer.class);
        boolean starts = creates || starts(plan);
        boolean connects = has(plan, EngineAction.ConnectNetwork.class);
        if (creates) {
            Optional<Verdict> unsupported = Unsupported.reason(
                            scope().spec(), scope().observation().files())
                    .map(reason -> Verdict.stalled(UNSUPPORTED, reason));
            if (unsupported.isPresent()) {
                return unsupported;
            }
        }
        if (!starts && !connects) {
            return Optional.empty();
        }
        Optional<Verdict> resources = networks().or(this::volumes).map(text -> waiting(RESOURCE_NOT_READY, text));
        if (resources.isPresent() || !starts) {
            return resources;
        }
        // A roll-out that has begun is brought to its end, one way or the other.
        boolean begun = effort == Effort.ROLL_BACK || situation.own().rollingOut();
        return parents()
                .or(() -> begun ? Optional.empty() : new Dependencies(scope()).unmet())
                .map(text -> waiting(text.reason(), text.message()));
    }

    private Scope scope() {
        return situation.scope();
    }

    private static Verdict waiting(Reason reason, String text) {
        return Verdict.progressing(reason, "waiting: " + text);
    }

    private static boolean has(Plan plan, Class<? extends EngineAction> action) {
        return plan.steps().stream().map(Step::action).anyMatch(action::isInstance);
    }

    private static boolean starts(Plan plan) {
        return has(plan, EngineAction.StartContainer.class) || has(plan, EngineAction.RestartContainer.class);
    }

    private Optional<Verdict.Statement> parents() {
        return situation.parents().notReady().map(parent -> {
            String name = parent.reference().substring(parent.reference().indexOf(':') + 1);
            return new Verdict.Statement(PARENT_NOT_READY, name + ", whose namespace it shares, is not ready");
        });
    }

    private Optional<String> networks() {
        var revision = scope().observation().revision();
        String project = scope().spec().project();
        for (String key : DesiredContainer.networkKeys(scope().spec().container())) {
            var network = Services.network(revision, project, key);
            String name = network.map(resource -> resource.spec().name()).orElse(project + "_" + key);
            Optional<String> obstacle = Attachable.obstacle(name, network, scope().engine(), scope().observation());
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }

    private Optional<String> volumes() {
        return situation.desired().asked().storage().mounts().stream()
                .filter(mount ->
                        mount.type() == Mount.Type.VOLUME && !mount.source().isEmpty())
                .filter(mount -> !scope().engine().volumes().containsKey(mount.source()))
                .findFirst()
                .map(mount -> "volume " + mount.source() + " is not there");
    }
}
