package sre.orion.agent.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sre.orion.api.container.Labels;
import sre.orion.fixtures.simulation.HostView;
import sre.orion.fixtures.simulation.Probe;
import sre.orion.fixtures.simulation.Program;
import sre.orion.fixtures.simulation.SimulatedHost;

/**
 * Scenario is a node at rest, something that happens to it, and how it must end.
 *
 * @param given the specs it is at rest with; empty for an empty node
 * @param before what is on the host before the operator first runs
 * @param happens what happens then, each so long after the one before
 * @param ends what each container must end as: {@code web runs app:1}, {@code job ended job:1}, {@code [mine] runs app:1} for one of
 *     somebody else, {@code web runs app:1 or app:2} where both are right
 * @param traits what about it the judges must know
 */
record Scenario(
        String name,
        String given,
        Consumer<Machine> before,
        List<Stage> happens,
        List<String> ends,
        List<Trait> traits) {

    /** Trait is what about a scenario is not as usual. */
    enum Trait {
        /** It ends with a container that comes and goes for ever, whose state is a matter of the moment. */
        RESTLESS,
        /** Whether a new container works shows only when it runs, so that one more failure may end its roll-out. */
        ROLLS_OUT,
        /** Somebody removes a container, and what only that one knew. */
        LOSES,
        /** The specs come back to what they were, and so must the host. */
        REVERTS,
        /** How often something is made depends on which of two changes is seen first. */
        RACES,
        /** What changes shows in no list: without its event it is found by the look at everything within five minutes. */
        UNLISTED,
        /** Two containers of one Service run for a while on purpose. */
        STARTS_FIRST,
        /** Two ends are right, for what happens may come before or after a look; {@code ends} says both. */
        TWO_ENDS,
        /** A clean host with the last specs does not end up the same, because the way there counts. */
        HAS_A_PAST
    }

    /**
     * Stage is something that happens when the host has come so far, and so long after that. What happens in the middle of
     * something waits for it, however late a fault makes that.
     *
     * @param when what containers have come to by then, as in {@code ends}; empty: it does not matter
     */
    record Stage(List<String> when, Duration after, Consumer<Machine> action) {
        boolean isTime(HostView host) {
            return outcome(host).containsAll(when);
        }
    }

    static Scenario of(String name, String given, Consumer<Machine> happens, String... ends) {
        var stage = new Stage(List.of(), Duration.ZERO, happens);
        List<String> all = Stream.of(ends).filter(end -> !end.isEmpty()).toList();
        return new Scenario(name, given, machine -> {}, List.of(stage), all, List.of());
    }

    /** The same on a host on which this was done before the operator first ran. */
    Scenario on(Consumer<Machine> host) {
        return new Scenario(name, given, host, happens, ends, traits);
    }

    /** The same where something happens just before. */
    Scenario preceded(Consumer<Machine> action) {
        var more = new ArrayList<Stage>();
        more.add(new Stage(List.of(), Duration.ZERO, action));
        happens.forEach(stage ->
                more.add(more.size() == 1 ? new Stage(List.of(), Duration.ofSeconds(5), stage.action()) : stage));
        return new Scenario(name, given, before, List.copyOf(more), ends, traits);
    }

    /** The same with one more thing that happens. */
    Scenario then(Duration after, Consumer<Machine> action) {
        var more = new ArrayList<>(happens);
        more.add(new Stage(List.of(), after, action));
        return new Scenario(name, given, before, List.copyOf(more), ends, traits);
    }

    /** The same with one more thing that happens 3 s after the host has come so far. */
    Scenario when(String outcome, Consumer<Machine> action) {
        var more = new ArrayList<>(happens);
        more.add(new Stage(List.of(outcome), Duration.ofSeconds(3), action));
        return new Scenario(name, given, before, List.copyOf(more), ends, traits);
    }

    /** The same with one more container at the end. */
    Scenario expecting(String end) {
        var more = new ArrayList<>(ends);
        more.add(end);
        return new Scenario(name, given, before, happens, List.copyOf(more), traits);
    }

    Scenario with(Trait... more) {
        var all = new ArrayList<>(traits);
        all.addAll(List.of(more));
        return new Scenario(name, given, before, happens, ends, List.copyOf(all));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Puts the images on a host that scenarios use. */
    static void furnish(SimulatedHost host) {
        for (int version = 1; version <= 2; version++) {
            String env = "\"Cmd\":[\"app\"],\"Env\":[\"VERSION=" + version + "\"]";
            String check = ",\"Healthcheck\":{\"Test\":[\"CMD\",\"check\"],\"Interval\":10000000000,\"Retries\":2}";
            host.image("app:" + version, "{" + env + "}");
            host.image("checked:" + version, "{" + env + check + "}");
            host.image("job:" + version, "{" + env + "}");
            host.image("store:" + version, "{" + env + ",\"Volumes\":{\"/store\":{}}}");
            host.program("job:" + version, Program.exits(Duration.ofSeconds(4), 0));
            host.registryImage("far:" + version, "{" + env + "}");
        }
        String check = "{\"Healthcheck\":{\"Test\":[\"CMD\",\"check\"],\"Interval\":10000000000,\"Retries\":2}";
        host.image("sick:1", check + ",\"Cmd\":[\"app\"],\"Env\":[\"SICK=1\"]}");
        host.probe("sick:1", Probe.unhealthy());
        host.image("slow:1", check + ",\"Cmd\":[\"app\"],\"Env\":[\"SLOW=1\"]}");
        host.probe("slow:1", Probe.healthyAfter(Duration.ofSeconds(15)));
        host.image("crash:1", "{\"Cmd\":[\"app\"],\"Env\":[\"CRASH=1\"]}");
        host.program("crash:1", Program.exits(Duration.ofSeconds(1), 3));
        host.image("unstartable:1", "{\"Cmd\":[\"app\"],\"Env\":[\"UNSTARTABLE=1\"]}");
        host.program("unstartable:1", Program.notFound("/no/program"));
    }

    /** What each container has come to, as {@code ends} says it. */
    static List<String> outcome(HostView host) {
        return host.containers().stream()
                .map(container -> {
                    String service = container.label(Labels.SERVICE);
                    String state =
                            switch (container.status()) {
                                case "running" -> "runs";
                                case "exited" -> "ended";
                                case "paused" -> "is paused";
                                default -> "is " + container.status();
                            };
                    return (service.isEmpty() ? "[" + container.name() + "]" : service) + " " + state + " "
                            + container.image();
                })
                .sorted()
                .toList();
    }

    /** Whether a host is as it must be at the end. */
    boolean endsWell(HostView host) {
        List<String> found = outcome(host);
        List<String> wanted = ends.stream().sorted().toList();
        return found.size() == wanted.size()
                && IntStream.range(0, found.size()).allMatch(line -> isEnd(found.get(line), wanted.get(line)));
    }

    private static boolean isEnd(String found, String wanted) {
        String[] either = wanted.split(" or ", 2);
        return found.equals(either[0]) || (either.length > 1 && found.endsWith(either[1]));
    }

    @Override
    public String toString() {
        return name;
    }
}
