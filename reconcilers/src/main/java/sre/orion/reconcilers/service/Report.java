package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ConfigChange.Action.REPORT;
import static sre.orion.api.kind.ServiceReason.ADOPTED;
import static sre.orion.api.kind.ServiceReason.CONFIG_CHANGED;
import static sre.orion.api.kind.ServiceReason.CRASH_LOOP;
import static sre.orion.api.kind.ServiceReason.CREATE_FAILED;
import static sre.orion.api.kind.ServiceReason.EXITED;
import static sre.orion.api.kind.ServiceReason.HOOK_FAILED;
import static sre.orion.api.kind.ServiceReason.IMAGE_MISSING;
import static sre.orion.api.kind.ServiceReason.IMAGE_MOVED;
import static sre.orion.api.kind.ServiceReason.LOOP_BREAKER;
import static sre.orion.api.kind.ServiceReason.NAME_CONFLICT;
import static sre.orion.api.kind.ServiceReason.NOT_CONVERGING;
import static sre.orion.api.kind.ServiceReason.OUT_OF_MEMORY;
import static sre.orion.api.kind.ServiceReason.RISKY_OPTIONS;
import static sre.orion.api.kind.ServiceReason.START_FAILED;
import static sre.orion.api.kind.ServiceReason.UNHEALTHY;
import static sre.orion.api.kind.ServiceReason.UNKNOWN;
import static sre.orion.api.kind.ServiceReason.UNSUPPORTED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import sre.orion.api.compose.RiskyOptions;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Plan;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Requeue;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.container.Drift;
import sre.orion.reconcilers.container.Unsupported;
import sre.orion.reconcilers.shared.StepFailure;
import sre.orion.reconcilers.shared.Transitions;
import sre.orion.reconcilers.shared.Verdict;

/** Report is what a pass says: the status that is kept, the events that are sent, and when to look again. */
record Report(Situation situation, List<Difference> differences) {
    private static final List<ServiceReason> WARNINGS = List.of(
            NAME_CONFLICT,
            LOOP_BREAKER,
            CRASH_LOOP,
            CREATE_FAILED,
            START_FAILED,
            IMAGE_MISSING,
            UNHEALTHY,
            NOT_CONVERGING,
            UNSUPPORTED,
            EXITED);

    /** Nothing is known, nothing is done, and nothing is forgotten. */
    static ReconcileResult<ServiceStatus> unknown(
            ReconcileInput<ServiceSpec, ServiceStatus, NodeObservation> input, String why) {
        Optional<ServiceStatus> last = input.last().status();
        long generation = input.resource().metadata().generation();
        List<Condition> previous = last.map(ServiceStatus::conditions).orElse(List.of());
        var status = new ServiceStatus(
                last.map(ServiceStatus::observedGeneration).orElse(generation),
                Verdict.unknown(UNKNOWN, why).conditions(previous, generation, input.now()),
                last.flatMap(ServiceStatus::containerId),
                last.map(ServiceStatus::image).orElse(""),
                last.map(ServiceStatus::health).orElse(""),
                last.map(ServiceStatus::restarts).orElse(0),
                last.map(ServiceStatus::repairs).orElse(List.of()),
                last.map(ServiceStatus::memory).orElse(Memory.NONE));
        return new ReconcileResult<>(Plan.EMPTY, status, List.of(), List.of(), new Requeue.OnChange());
    }

    /** Whether Orion made the container. */
    static boolean isOrions(ContainerState container) {
        return container.container().labels().containsKey(Labels.OWNER);
    }

    /**
     * The result of a pass.
     *
     * @param wanted what it decided before anything put it off
     */
    ReconcileResult<ServiceStatus> of(Decision wanted, Gate.Passed passed) {
        Decision decision = passed.decision();
        Scope scope = situation.scope();
        long generation = scope.service().metadata().generation();
        List<Condition> previous = scope.last().map(ServiceStatus::conditions).orElse(List.of());
        Optional<ContainerState> current = situation.own().current();
        Verdict verdict = decision.verdict();
        for (Note note : notes()) {
            verdict = verdict.noting(note.text());
        }
        var status = new ServiceStatus(
                generation,
                verdict.conditions(previous, generation, scope.now()),
                current.map(ContainerState::id),
                current.map(container -> container.container().image()).orElse(""),
                current.map(container -> container.health().name().toLowerCase(Locale.ROOT))
                        .orElse(""),
                situation.history().restarts(),
                passed.breaker().repairs(),
                wanted.plan().isEmpty() ? rested(decision) : decision.memory());
        Requeue requeue = decision.again().<Requeue>map(Requeue.After::new).orElse(new Requeue.OnChange());
        return new ReconcileResult<>(decision.plan(), status, events(decision, previous), differences, requeue);
    }

    /** Once it is as wanted and has done its work for a while, failures are forgotten. */
    private Memory rested(Decision decision) {
        boolean well = decision.verdict().ready() == Condition.Status.TRUE
                && situation
                        .own()
                        .current()
                        .filter(container -> !container.alive()
                                || History.lasting(container, situation.scope().now()))
                        .isPresent();
        return well ? Memories.recovered(decision.memory()) : decision.memory();
    }

    private List<Event> events(Decision decision, List<Condition> previous) {
        var key = situation.scope().key();
        List<Event> events = new ArrayList<>();
        adopted(decision).ifPresent(note -> events.add(event(Severity.NORMAL, ADOPTED, note)));
        outOfMemory().ifPresent(note -> events.add(event(Severity.WARNING, OUT_OF_MEMORY, note)));
        risks().ifPresent(note -> events.add(event(Severity.WARNING, RISKY_OPTIONS, note)));
        notes().stream()
                .filter(note -> isNew(note.text(), previous))
                .forEach(note -> events.add(event(note.severity(), note.reason(), note.text())));
        failedHooks().forEach(note -> events.add(event(Severity.WARNING, HOOK_FAILED, note)));
        decision.notices().forEach(notice -> events.add(event(notice.severity(), notice.reason(), notice.note())));
        events.addAll(Transitions.warnings(key, previous, decision.verdict(), WARNINGS));
        return List.copyOf(events);
    }

    private Event event(Severity severity, ServiceReason reason, String note) {
        return new Event(situation.scope().key(), severity, reason.text(), note);
    }

    /** Said once, of a container that runs and is as wanted, and that Orion did not make. */
    private Optional<String> adopted(Decision decision) {
        boolean first =
                situation.scope().last().flatMap(ServiceStatus::containerId).isEmpty();
        return situation
                .own()
                .current()
                .filter(current -> first && !isOrions(current) && current.alive())
                .filter(current -> decision.plan().isEmpty()
                        && differences.stream().allMatch(found -> found.change() == Difference.Change.IGNORE))
                .map(current -> current.name() + " is taken over as it is");
    }

    private Optional<String> outOfMemory() {
        Memory before = situation.scope().last().map(ServiceStatus::memory).orElse(Memory.NONE);
        return situation
                .own()
                .current()
                .filter(current -> current.outOfMemory() && !current.alive())
                .filter(current -> !before.seenRun().equals(current.startedAt()))
                .map(current -> current.name() + " was killed for want of memory");
    }

    /** Note is what stays true for as long as it is in the message of the Ready condition. */
    private record Note(Severity severity, ServiceReason reason, String text) {}

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.change() != Difference.Change.IGNORE) {
                continue;
            }
            String field = difference.field();
            if (field.equals(Drift.IMAGE_ID)) {
                String image = situation.desired().asked().image();
                notes.add(new Note(Severity.NORMAL, IMAGE_MOVED, image + " names another image by now"));
            } else if (field.equals(Unsupported.SCALE) && !difference.wanted().equals("1")) {
                String text = "scale asks for " + difference.wanted() + " containers, and a Service is one";
                notes.add(new Note(Severity.WARNING, UNSUPPORTED, text));
            } else if (field.startsWith(TakenFiles.FIELD)
                    && situation.scope().spec().onConfigChange().action() == REPORT) {
                String path = field.substring(TakenFiles.FIELD.length());
                notes.add(new Note(Severity.NORMAL, CONFIG_CHANGED, path + " has changed since the container started"));
            }
        }
        return notes;
    }

    /** Said once for each spec that is new. */
    private Optional<String> risks() {
        SortedMap<String, String> risks =
                RiskyOptions.of(situation.scope().spec().container());
        return risks.isEmpty() || situation.scope().sameSpec()
                ? Optional.empty()
                : Optional.of(risks.entrySet().stream()
                        .map(risk -> risk.getKey() + " " + risk.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private List<String> failedHooks() {
        return situation.scope().input().last().steps().stream()
                .filter(report -> report.step().action() instanceof EngineAction.ExecInContainer)
                .flatMap(report -> StepFailure.first(List.of(report)).stream())
                .map(StepFailure::text)
                .toList();
    }

    private static boolean isNew(String note, List<Condition> previous) {
        return Verdict.find(previous, Condition.Type.READY)
                .filter(ready -> ready.message().contains(note))
                .isEmpty();
    }
}
