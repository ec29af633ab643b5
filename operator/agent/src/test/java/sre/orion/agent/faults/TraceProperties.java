package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import sre.orion.agent.faults.Moment.Call;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.HostView;
import sre.orion.fixtures.simulation.HostView.ContainerView;
import sre.orion.fixtures.simulation.HostView.ObjectView;
import tools.jackson.databind.JsonNode;

/** The properties that are seen in the calls of a run, one after another. */
final class TraceProperties {
    private static final Set<String> HARMFUL = Set.of("stop", "restart", "pause", "update", "kill");
    private static final Set<String> LISTS = Set.of("/containers/json", "/networks", "/volumes");
    /** The calls that {@code docs/reliability.md} publishes. */
    private static final Pattern ALLOWED = Pattern.compile(
            "GET /(info|version|networks|volumes|containers/json|containers/[^/]+/json|networks/[^/]+|images/.+/json)"
                    + "|POST /containers/(create|[^/]+/(start|stop|restart|kill|exec|pause|unpause|rename|update))"
                    + "|POST /exec/[^/]+/start|GET /exec/[^/]+/json"
                    + "|POST /networks/(create|[^/]+/(connect|disconnect))|POST /volumes/create|POST /images/create"
                    + "|PUT /containers/[^/]+/archive"
                    + "|DELETE /(containers|networks)/[^/]+");

    private TraceProperties() {}

    /** What a predicate over calls finds, with the specs that were wanted at the time. */
    private static List<String> each(Evidence evidence, BiFunction<Call, Optional<Revision>, Optional<String>> finds) {
        var found = new ArrayList<String>();
        Optional<Revision> wanted = Optional.empty();
        for (Moment moment : evidence.moments()) {
            if (moment instanceof Moment.Accepted accepted) {
                wanted = Optional.of(accepted.revision());
            } else if (moment instanceof Call call) {
                finds.apply(call, wanted).ifPresent(why -> found.add(call + ": " + why));
            }
        }
        return found;
    }

    private static List<String> writes(
            Evidence evidence, BiFunction<Call, Optional<Revision>, Optional<String>> finds) {
        return each(evidence, (call, wanted) -> call.writes() ? finds.apply(call, wanted) : Optional.empty());
    }

    static List<String> freshRead(Evidence evidence) {
        var found = new ArrayList<String>();
        Optional<Call> last = Optional.empty();
        for (Call call : evidence.run().calls()) {
            Optional<String> harmed = harmed(call);
            boolean looked = last.filter(read -> read.status() == 200)
                    .filter(read -> read.path().equals(harmed.orElse("")) || isOfNetwork(read, call))
                    .isPresent();
            if (harmed.isPresent() && !looked) {
                found.add(call + " right after " + last.map(Call::toString).orElse("nothing"));
            }
            last = Optional.of(call);
        }
        return found;
    }

    /** Before a network is taken away, its members are what is looked at. */
    private static boolean isOfNetwork(Call read, Call disconnect) {
        return disconnect.part(2).equals("disconnect") && read.path().equals("/networks/" + disconnect.part(1));
    }

    /** What must be read before a call that harms; empty when it does not. */
    private static Optional<String> harmed(Call call) {
        String object = "/" + call.part(0) + "/" + call.part(1);
        boolean container = call.part(0).equals("containers");
        if (call.request().method().equals("DELETE")) {
            return Optional.of(container ? object + "/json" : object);
        }
        if (container && HARMFUL.contains(call.part(2))) {
            return Optional.of(object + "/json");
        }
        return call.part(2).equals("disconnect")
                ? Optional.of("/containers/" + body(call).path("Container").asString("") + "/json")
                : Optional.empty();
    }

    static List<String> unknownIsNotAbsent(Evidence evidence) {
        var unknown = new TreeSet<String>();
        return each(evidence, (call, wanted) -> {
            boolean told = call.status() == 404 || (call.status() >= 200 && call.status() < 300);
            boolean list = LISTS.contains(call.path());
            if (!call.writes() && list) {
                var _ = told ? unknown.remove(call.path()) : unknown.add(call.path());
                return Optional.empty();
            }
            boolean makesOrRemoves =
                    call.request().method().equals("DELETE") || call.part(1).equals("create");
            boolean pulls = call.part(0).equals("images");
            return call.writes() && makesOrRemoves && !pulls && !unknown.isEmpty()
                    ? Optional.of(unknown + " is not known")
                    : Optional.empty();
        });
    }

    static List<String> foreignUntouched(Evidence evidence) {
        return writes(evidence, (call, wanted) -> {
            HostView before = call.before().orElseThrow();
            return switch (call.part(0)) {
                case "containers" ->
                    before.container(call.part(1))
                            .filter(container -> !owned(container, wanted))
                            .map(container -> container.name() + " is somebody else's");
                case "networks" -> foreignOnNetwork(call, before, wanted);
                default -> Optional.empty();
            };
        });
    }

    private static Optional<String> foreignOnNetwork(Call call, HostView before, Optional<Revision> wanted) {
        if (call.request().method().equals("DELETE")) {
            return before.network(call.part(1))
                    .filter(network -> !owned(network.labels(), wanted))
                    .map(network -> network.name() + " is somebody else's");
        }
        return before.container(body(call).path("Container").asString(""))
                .filter(container -> !owned(container, wanted))
                .map(container -> container.name() + " is somebody else's");
    }

    private static boolean owned(ContainerView container, Optional<Revision> wanted) {
        return container.label(Labels.OWNER).startsWith(Specs.NODE + "/")
                || service(container, wanted).isPresent();
    }

    private static boolean owned(SortedMap<String, String> labels, Optional<Revision> wanted) {
        boolean named = wanted.stream()
                .flatMap(revision -> revision.resources().values().stream())
                .map(resource -> resource.spec())
                .filter(NetworkSpec.class::isInstance)
                .map(NetworkSpec.class::cast)
                .anyMatch(spec -> spec.project().equals(labels.get(Labels.PROJECT))
                        && spec.key().equals(labels.get(Labels.NETWORK)));
        return named || labels.getOrDefault(Labels.OWNER, "").startsWith(Specs.NODE + "/");
    }

    /** The Service of these specs that a container is of. */
    static Optional<ServiceSpec> service(ContainerView container, Optional<Revision> wanted) {
        return services(wanted).stream()
                .filter(spec -> spec.project().equals(container.label(Labels.PROJECT))
                        && spec.service().equals(container.label(Labels.SERVICE)))
                .findFirst();
    }

    static List<ServiceSpec> services(Optional<Revision> wanted) {
        return wanted.stream()
                .flatMap(revision -> revision.resources().values().stream())
                .filter(resource -> resource.kind() == Kind.SERVICE)
                .map(resource -> (ServiceSpec) resource.spec())
                .toList();
    }

    static List<String> singleInstance(Evidence evidence) {
        if (evidence.is(Scenario.Trait.STARTS_FIRST)) {
            return List.of();
        }
        return writes(evidence, (call, wanted) -> {
            var running = new TreeSet<String>();
            return call.after().orElseThrow().containers().stream()
                    .filter(container -> container.alive() && owned(container, wanted))
                    .map(container -> container.label(Labels.PROJECT) + "/" + container.label(Labels.SERVICE))
                    .filter(service -> !running.add(service))
                    .findFirst()
                    .map(service -> "two of " + service + " run");
        });
    }

    static List<String> noLostService(Evidence evidence) {
        return writes(evidence, (call, wanted) -> {
            HostView before = call.before().orElseThrow();
            HostView after = call.after().orElseThrow();
            return before.containers().stream()
                    .filter(container -> after.container(container.id()).isEmpty())
                    .filter(container -> call.part(1).equals(container.id()))
                    .filter(container -> service(container, wanted).isPresent() && !isStranded(container, before))
                    .filter(container -> after.containers().stream()
                            .noneMatch(other -> other.label(Labels.SERVICE).equals(container.label(Labels.SERVICE))
                                    && (other.ran() || !container.ran())))
                    .findFirst()
                    .map(container -> "it was the last of " + container.label(Labels.SERVICE) + " that had run");
        });
    }

    /** Whether the container whose network namespace it shares is gone, so that it can never be started again. */
    private static boolean isStranded(ContainerView container, HostView host) {
        String mode = container.config().at("/HostConfig/NetworkMode").asString("");
        return mode.startsWith("container:")
                && host.container(mode.substring("container:".length())).isEmpty();
    }

    static List<String> pullBeforeStop(Evidence evidence) {
        return writes(evidence, (call, wanted) -> {
            HostView before = call.before().orElseThrow();
            return !call.part(2).equals("stop")
                    ? Optional.empty()
                    : before.container(call.part(1))
                            .filter(ContainerView::alive)
                            .flatMap(container -> service(container, wanted))
                            .filter(spec -> !spec.suspend())
                            .map(spec -> String.valueOf(spec.container().image()))
                            .filter(image -> !before.images().contains(image))
                            .map(image -> image + " is not here yet");
        });
    }

    static List<String> dataSafety(Evidence evidence) {
        return writes(evidence, (call, wanted) -> {
            boolean deletes = call.request().method().equals("DELETE");
            boolean kept = call.part(0).equals("volumes") || call.part(0).equals("images");
            boolean forced = Pattern.compile("(^|&)(v|force|link)=")
                    .matcher(call.query())
                    .find();
            return (deletes && kept) || forced || call.path().endsWith("/prune")
                    ? Optional.of("this may lose data")
                    : Optional.empty();
        });
    }

    static List<String> optionsHonoured(Evidence evidence) {
        return writes(evidence, (call, wanted) -> {
            if (!call.part(1).equals("create") || wanted.isEmpty()) {
                return Optional.empty();
            }
            String name = body(call).path("Name").asString("");
            return switch (call.part(0)) {
                case "networks" -> call.after().orElseThrow().network(name).flatMap(made -> wrong(made, wanted.get()));
                case "volumes" -> call.after().orElseThrow().volume(name).flatMap(made -> wrong(made, wanted.get()));
                default -> Optional.empty();
            };
        });
    }

    private static Optional<String> wrong(ObjectView made, Revision wanted) {
        return wanted.resources().values().stream()
                .map(resource -> resource.spec())
                .filter(spec -> switch (spec) {
                    case NetworkSpec network ->
                        network.name().equals(made.name())
                                && (network.internal() != made.internal()
                                        || !network.driverOpts().equals(made.options()));
                    case VolumeSpec volume ->
                        volume.name().equals(made.name())
                                && !volume.driverOpts().equals(made.options());
                    default -> false;
                })
                .findFirst()
                .map(spec -> "it is " + made + " and not " + spec);
    }

    static List<String> massDeletion(Evidence evidence) {
        var found = new ArrayList<String>();
        int removed = 0;
        int allowed = 0;
        Optional<Revision> wanted = Optional.empty();
        for (Moment moment : evidence.moments()) {
            switch (moment) {
                case Moment.Accepted accepted -> {
                    boolean same = wanted.filter(accepted.revision()::equals).isPresent();
                    removed = same ? removed : 0;
                    wanted = Optional.of(accepted.revision());
                    allowed = same ? allowed : Math.max(1, ours(accepted.host()) / 5);
                }
                case Moment.Approved _ -> allowed = Integer.MAX_VALUE;
                case Call call -> {
                    removed += removesUnnamed(call, wanted) ? 1 : 0;
                    if (removesUnnamed(call, wanted) && removed > allowed) {
                        found.add(call + ": " + removed + " removed, " + allowed + " may be");
                    }
                }
                default -> {}
            }
        }
        return found;
    }

    private static int ours(HostView host) {
        long containers = host.containers().stream()
                .filter(container -> container.label(Labels.OWNER).startsWith(Specs.NODE))
                .count();
        long networks = host.networks().stream()
                .filter(network ->
                        network.labels().getOrDefault(Labels.OWNER, "").startsWith(Specs.NODE))
                .count();
        return (int) (containers + networks);
    }

    /** Whether a call removes something of Orion's that no spec names. */
    private static boolean removesUnnamed(Call call, Optional<Revision> wanted) {
        if (!call.request().method().equals("DELETE")) {
            return false;
        }
        HostView before = call.before().orElseThrow();
        HostView after = call.after().orElseThrow();
        boolean container = before.container(call.part(1))
                .filter(gone -> after.container(gone.id()).isEmpty())
                .filter(gone -> service(gone, wanted).isEmpty())
                .isPresent();
        return container
                || before.network(call.part(1))
                        .filter(gone -> after.network(gone.id()).isEmpty())
                        .filter(gone -> wanted.stream()
                                .flatMap(revision -> revision.resources().keySet().stream())
                                .noneMatch(key -> gone.labels()
                                        .getOrDefault(Labels.OWNER, "")
                                        .equals(key.namespace() + "/"
                                                + key.kind().text() + "/" + key.name())))
                        .isPresent();
    }

    static List<String> atomicSpec(Evidence evidence) {
        var found = new ArrayList<String>();
        var known = new ArrayList<Revision>();
        for (Moment moment : evidence.moments()) {
            if (moment instanceof Moment.Accepted accepted) {
                known.add(accepted.revision());
            } else if (moment instanceof Call call && call.path().equals("/containers/create")) {
                // A pass that had begun on the revision before may end on it.
                List<Revision> last = known.subList(Math.max(0, known.size() - 2), known.size());
                if (last.stream().noneMatch(revision -> isOf(call, revision))) {
                    found.add(call + ": it is of no one revision");
                }
            }
        }
        return found;
    }

    private static boolean isOf(Call create, Revision revision) {
        JsonNode labels = body(create).path("Labels");
        return revision.id().equals(labels.path(Labels.REVISION).asString(""))
                && services(Optional.of(revision)).stream()
                        .anyMatch(spec -> spec.service()
                                        .equals(labels.path(Labels.SERVICE).asString(""))
                                && body(create)
                                        .path("Image")
                                        .asString("")
                                        .equals(spec.container().image()));
    }

    static List<String> boundedEffort(Evidence evidence) {
        Map<String, List<Call>> byObject = new TreeMap<>();
        for (Call call : evidence.run().calls()) {
            if (call.writes() && (call.status() == 0 || call.status() >= 400)) {
                String name = call.part(1).equals("create") ? call.request().path() : call.part(1);
                byObject.computeIfAbsent(name, _ -> new ArrayList<>()).add(call);
            }
        }
        var found = new ArrayList<String>();
        byObject.forEach((name, failed) -> {
            int most = 24;
            for (int first = 0; first + most < failed.size(); first++) {
                Call last = failed.get(first + most);
                if (last.at().isBefore(failed.get(first).at().plusSeconds(60L * 15))) {
                    found.add(last + ": failure " + most + " of " + name + " within 15 minutes");
                    return;
                }
            }
        });
        return found;
    }

    static List<String> leastAuthority(Evidence evidence) {
        return each(
                evidence,
                (call, wanted) -> ALLOWED.matcher(call.request().method() + " " + call.path())
                                .matches()
                        ? Optional.empty()
                        : Optional.of("it is not on the list"));
    }

    private static JsonNode body(Call call) {
        return call.request().body().orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    static SortedSet<String> sorted(Set<String> texts) {
        return new TreeSet<>(texts);
    }
}
