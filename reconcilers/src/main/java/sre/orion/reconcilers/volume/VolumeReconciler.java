package sre.orion.reconcilers.volume;

import static sre.orion.api.kind.VolumeReason.AVAILABLE;
import static sre.orion.api.kind.VolumeReason.CONVERGING;
import static sre.orion.api.kind.VolumeReason.CREATE_FAILED;
import static sre.orion.api.kind.VolumeReason.DRIFT;
import static sre.orion.api.kind.VolumeReason.EXTERNAL_MISSING;
import static sre.orion.api.kind.VolumeReason.FOREIGN;
import static sre.orion.api.kind.VolumeReason.UNKNOWN;
import static sre.orion.api.kind.VolumeReason.UNUSED;

import java.util.List;
import java.util.Optional;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.Attempts;
import sre.orion.api.kind.VolumeReason;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.kind.VolumeStatus;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.VolumeState;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.EngineAction.CreateVolume;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.shared.Differences;
import sre.orion.reconcilers.shared.Look;
import sre.orion.reconcilers.shared.Ownership;
import sre.orion.reconcilers.shared.Retries;
import sre.orion.reconcilers.shared.Services;
import sre.orion.reconcilers.shared.Transitions;
import sre.orion.reconcilers.shared.Verdict;

/** VolumeReconciler makes a volume that is missing and reports one that differs. It never changes and never removes one. */
public final class VolumeReconciler implements Reconciler<VolumeSpec, VolumeStatus, NodeObservation> {
    private static final List<VolumeReason> WARNINGS = List.of(EXTERNAL_MISSING, FOREIGN, DRIFT, CREATE_FAILED);

    @Override
    public ReconcileResult<VolumeStatus> reconcile(ReconcileInput<VolumeSpec, VolumeStatus, NodeObservation> input) {
        return Look.at(
                input.observation(),
                engine -> reconcile(input, engine),
                why -> result(input, Verdict.unknown(UNKNOWN, why), Plan.EMPTY, List.of()));
    }

    private static ReconcileResult<VolumeStatus> reconcile(
            ReconcileInput<VolumeSpec, VolumeStatus, NodeObservation> input, EngineObservation engine) {
        VolumeSpec spec = input.resource().spec();
        VolumeState volume = engine.volumes().get(spec.name());
        if (volume != null) {
            return compare(input, volume);
        }
        if (Services.onlySuspendedMount(input.observation().revision(), spec.name())) {
            String message =
                    "the Services that use volume " + spec.name() + " are suspended; it is made with the first of them";
            return result(input, Verdict.ready(UNUSED, message), Plan.EMPTY, List.of());
        }
        if (spec.external()) {
            String message = "volume " + spec.name() + " is external and not there; make it, or drop external: true";
            return result(input, Verdict.stalled(EXTERNAL_MISSING, message), Plan.EMPTY, List.of());
        }
        Optional<String> waiting = retries(input).waiting();
        if (waiting.isPresent()) {
            return result(input, Verdict.notReady(CREATE_FAILED, waiting.get()), Plan.EMPTY, List.of());
        }
        return result(
                input,
                Verdict.progressing(CONVERGING, "volume " + spec.name() + " is being created"),
                create(input.resource()),
                List.of());
    }

    private static Plan create(Resource<VolumeSpec> resource) {
        VolumeSpec spec = resource.spec();
        var labels = Ownership.labels(resource.key(), spec.labels(), spec.project(), Labels.VOLUME, spec.key());
        return new Plan.Builder()
                .then(new CreateVolume(spec, labels), new Precondition.None(), "the volume is missing")
                .build();
    }

    private static ReconcileResult<VolumeStatus> compare(
            ReconcileInput<VolumeSpec, VolumeStatus, NodeObservation> input, VolumeState volume) {
        VolumeSpec spec = input.resource().spec();
        if (spec.external()) {
            return result(
                    input,
                    Verdict.ready(AVAILABLE, "volume " + spec.name() + " is there; it is external"),
                    Plan.EMPTY,
                    List.of());
        }
        List<Difference> differences = differences(spec, volume);
        if (!Ownership.ownsVolume(input.resource(), volume.labels())) {
            String message = "volume " + spec.name() + " was made by somebody else; it is used and never changed";
            return result(input, Verdict.ready(FOREIGN, message), Plan.EMPTY, differences);
        }
        if (!differences.isEmpty()) {
            String message = "volume " + spec.name() + " differs in " + Differences.fields(differences)
                    + "; a volume is never made anew, so change the spec or move the data by hand";
            return result(input, Verdict.ready(DRIFT, message), Plan.EMPTY, differences);
        }
        return result(input, Verdict.ready(AVAILABLE, "volume " + spec.name() + " is there"), Plan.EMPTY, differences);
    }

    private static List<Difference> differences(VolumeSpec wanted, VolumeState found) {
        return new Differences(Difference.Change.IGNORE)
                .value(
                        "driver",
                        wanted.driver() == null ? "local" : wanted.driver(),
                        found.definition().driver())
                .allEntries(
                        "driver_opts", wanted.driverOpts(), found.definition().driverOpts())
                .entries("labels", wanted.labels(), found.labels())
                .list();
    }

    private static ReconcileResult<VolumeStatus> result(
            ReconcileInput<VolumeSpec, VolumeStatus, NodeObservation> input,
            Verdict verdict,
            Plan plan,
            List<Difference> differences) {
        long generation = input.resource().metadata().generation();
        var previous = input.last().status().map(VolumeStatus::conditions).orElse(List.of());
        var retries = retries(input);
        boolean tries = !plan.isEmpty() || verdict.because().reason() == UNKNOWN;
        var status = new VolumeStatus(
                generation, verdict.conditions(previous, generation, input.now()), retries.after(tries));
        List<Event> events = Transitions.warnings(input.resource().key(), previous, verdict, WARNINGS);
        return new ReconcileResult<>(plan, status, events, differences, retries.requeue());
    }

    private static Retries retries(ReconcileInput<VolumeSpec, VolumeStatus, NodeObservation> input) {
        Attempts before = input.last().status().map(VolumeStatus::attempts).orElse(Attempts.NONE);
        return Retries.of(
                input, before, "generation " + input.resource().metadata().generation());
    }
}
