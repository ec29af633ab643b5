package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ConfigChange.Action.RECREATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.Applied;
import sre.orion.api.kind.Applied.Content;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.FileState;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.reconcilers.container.ContainerFiles;

/**
 * TakenFiles is which contents of its files a container has taken in, told by what is remembered of it, else by the label
 * it was made with; a container of which nothing is known has taken in what is there. A process that was started after a
 * file changed has it anew, however it was started.
 *
 * @param files what can be told of the files now, by path in the container
 */
record TakenFiles(Scope scope, SortedMap<String, FileState> files) {
    /** The path of the difference that a changed file makes, before the file's own. */
    static final String FIELD = "files.";

    /** What is remembered of a container, brought up to date with its run and with what the pass before did to it. */
    Applied applied(ContainerState container) {
        Applied before = remembered();
        boolean same = before.container().equals(container.id());
        boolean sameRun = same && before.run().equals(container.startedAt());
        boolean told = same && wasTold(container);
        SortedMap<String, Content> taken = new TreeMap<>();
        files.forEach((target, file) -> {
            Content known = before.files().get(target);
            String hash = told && before.planned().containsKey(target)
                    ? String.valueOf(before.planned().get(target))
                    : startedWith(container, target).orElseGet(() -> hash(container, target, file));
            taken.put(target, new Content(hash, sameRun && known != null ? known.identity() : file.identity()));
        });
        if (same) {
            // What cannot be looked at now is not forgotten.
            before.files().forEach((target, content) -> taken.putIfAbsent(target, content));
        }
        return new Applied(container.id(), container.startedAt(), sameRun && before.hooked(), taken, new TreeMap<>());
    }

    /** The files whose content a container has not taken in, by path in it. */
    List<String> changed(ContainerState container) {
        List<String> changed = new ArrayList<>();
        applied(container).files().forEach((target, taken) -> {
            FileState file = files.get(target);
            if (file != null && !file.hash().equals(taken.hash())) {
                changed.add(target);
            }
        });
        return changed;
    }

    /** The same as differences: they make a container anew where the spec says so, and are else only said. */
    List<Difference> differences(ContainerState container) {
        boolean recreates = scope.spec().onConfigChange().action() == RECREATE;
        return changed(container).stream()
                .map(target -> new Difference(
                        FIELD + target,
                        "the content it has now",
                        "the content it had",
                        recreates ? Difference.Change.RECREATE : Difference.Change.IGNORE))
                .toList();
    }

    /** Whether the container still sees the old file, because another one stands under its path by now. */
    boolean isReplaced(ContainerState container, String target) {
        FileState file = files.get(target);
        Content taken = applied(container).files().get(target);
        return file != null
                && taken != null
                && !file.folder()
                && !taken.identity().isEmpty()
                && !taken.identity().equals(file.identity());
    }

    /** The contents that are there now, for a plan that makes the container take them in. */
    SortedMap<String, String> hashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((target, file) -> hashes.put(target, file.hash()));
        return hashes;
    }

    private Applied remembered() {
        return scope.last().map(ServiceStatus::memory).map(Memory::applied).orElse(Applied.NONE);
    }

    private String hash(ContainerState container, String target, FileState file) {
        Applied before = remembered();
        Content known =
                before.container().equals(container.id()) ? before.files().get(target) : null;
        SortedMap<String, String> made =
                ContainerFiles.hashes(container.container().labels().getOrDefault(Labels.FILES, ""));
        String taken = known == null ? made.getOrDefault(target, file.hash()) : known.hash();
        boolean startedSince = scope.spec().onConfigChange().action() != RECREATE
                && container.startedAt().filter(file.changedAt()::isBefore).isPresent();
        return startedSince || !ContainerFiles.comparable(taken, file.hash()) ? file.hash() : taken;
    }

    /** The content that the pass before put into the container and then started it with. */
    private Optional<String> startedWith(ContainerState container, String target) {
        List<Action> done = scope.input().last().steps().stream()
                .filter(report -> report.outcome() instanceof Outcome.Done)
                .map(report -> report.step().action())
                .toList();
        boolean started = done.stream()
                .anyMatch(action -> action instanceof EngineAction.StartContainer start
                        && start.container().equals(container.id()));
        return done.stream()
                .filter(_ -> started)
                .flatMap(action -> action instanceof EngineAction.CopyFile copy ? Stream.of(copy) : Stream.empty())
                .filter(copy -> copy.container().equals(container.id()))
                .map(EngineAction.CopyFile::file)
                .filter(file -> file.path().equals(target))
                .map(CopiedFile::hash)
                .reduce((_, last) -> last);
    }

    /** Whether the pass before made it take in what had changed. */
    private boolean wasTold(ContainerState container) {
        return scope.input().last().steps().stream()
                .filter(report -> report.outcome() instanceof Outcome.Done)
                .anyMatch(report -> tells(report, container.id()));
    }

    private boolean tells(StepReport report, String id) {
        return switch (report.step().action()) {
            case EngineAction.SignalContainer signal -> signal.id().equals(id);
            case EngineAction.RestartContainer restart -> restart.id().equals(id);
            case EngineAction.ExecInContainer exec ->
                exec.id().equals(id)
                        && exec.command()
                                .command()
                                .equals(scope.spec().onConfigChange().exec());
            case EngineAction _ -> false;
        };
    }
}
