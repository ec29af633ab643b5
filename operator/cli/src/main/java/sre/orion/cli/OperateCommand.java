package sre.orion.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OperateCommand is the commands that tell an operator what to do, as against what people want: that stands in the specs. Each
 * is one annotation, so that {@code kubectl annotate} does the same.
 */
final class OperateCommand {
    private OperateCommand() {}

    /** Order is what all of them have: an operator, a resource, and a place to say that it was told. */
    static final class Order {
        @Mixin
        private final OperatorOptions operators = new OperatorOptions();

        @Mixin
        private final NamespaceOptions namespace = new NamespaceOptions();

        @Parameters(paramLabel = "RESOURCE", arity = "1..2", description = "A Service, KIND/NAME, or KIND NAME.")
        private List<String> words = List.of();

        @Spec(Spec.Target.MIXEE)
        @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
        private CommandSpec spec;

        Order() {}

        /** Sets an annotation of the resource that was named; empty removes it. */
        int annotate(String annotation, Optional<String> value, String done) throws OperatorException {
            Target target = operators.target();
            Selection selection = Selection.one(words, new Discovery(target.client()));
            JsonNode item = selection.item(target.client(), namespace.of(target));
            String path = selection
                    .type()
                    .path(
                            item.at("/metadata/namespace").asString(""),
                            item.at("/metadata/name").asString(""));
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
            value.ifPresentOrElse(
                    text -> annotations.put("orion.sre/" + annotation, text),
                    () -> annotations.putNull("orion.sre/" + annotation));
            var _ = target.client().patch(path, patch);
            spec.commandLine()
                    .getOut()
                    .println(selection.type().fullSingular() + "/"
                            + selection.name().orElseThrow() + " " + done);
            return 0;
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code orionctl reconcile}: look at a resource now. */
    @Command(
            name = "reconcile",
            mixinStandardHelpOptions = true,
            description = "Has the operator look at a resource now.")
    static final class Reconcile implements Callable<Integer> {
        @Mixin
        private final Order order = new Order();

        Reconcile() {}

        @Override
        public Integer call() throws OperatorException {
            return order.annotate("reconcile-requested-at", Optional.of(now()), "is looked at now");
        }
    }

    /** {@code orionctl restart}: restart the container of a Service. */
    @Command(
            name = "restart",
            mixinStandardHelpOptions = true,
            description = "Restarts the container of a Service, and those that share its network.")
    static final class Restart implements Callable<Integer> {
        @Mixin
        private final Order order = new Order();

        Restart() {}

        @Override
        public Integer call() throws OperatorException {
            return order.annotate("restartedAt", Optional.of(now()), "is restarted");
        }
    }

    /** {@code orionctl suspend}: stop the container of a Service for a while. */
    @Command(
            name = "suspend",
            mixinStandardHelpOptions = true,
            description = {
                "Stops the container of a Service until a time; it comes back by itself.",
                "To stop it for good, write suspend: true into its spec."
            })
    static final class Suspend implements Callable<Integer> {
        @Mixin
        private final Order order = new Order();

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                converter = DurationArgument.class,
                description = "How long: 30m, 2h.")
        private @Nullable Duration duration;

        @Option(names = "--until", paramLabel = "TIME", description = "Until when: 2026-12-24T18:00:00Z.")
        private @Nullable String until;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
        private CommandSpec spec;

        Suspend() {}

        @Override
        public Integer call() throws OperatorException {
            Instant end = end();
            return order.annotate("suspend-until", Optional.of(end.toString()), "is suspended until " + end);
        }

        private Instant end() {
            if ((duration == null) == (until == null)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "say either --for DURATION or --until TIME; to stop it for good, write suspend: true into its spec");
            }
            try {
                Instant end = until == null
                        ? Instant.now().plus(Objects.requireNonNull(duration))
                        : OffsetDateTime.parse(until).toInstant();
                return end.truncatedTo(ChronoUnit.SECONDS);
            } catch (DateTimeParseException malformed) {
                throw new ParameterException(
                        spec.commandLine(), "--until " + until + ": write 2026-12-24T18:00:00Z", malformed);
            }
        }
    }

    /** {@code orionctl resume}: end what {@code suspend} began. */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Starts a Service again that was suspended by orionctl suspend.")
    static final class Resume implements Callable<Integer> {
        @Mixin
        private final Order order = new Order();

        Resume() {}

        @Override
        public Integer call() throws OperatorException {
            return order.annotate("suspend-until", Optional.empty(), "is resumed");
        }
    }

    /** {@code orionctl rollback}: run the last other spec that was ready. */
    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Runs the last other spec of a Service that was ready, until the files say something new.",
                "orionctl history shows which specs are known."
            })
    static final class RollBack implements Callable<Integer> {
        @Mixin
        private final Order order = new Order();

        @Option(names = "--undo", description = "Run what the files say again.")
        private boolean undo;

        RollBack() {}

        @Override
        public Integer call() throws OperatorException {
            return undo
                    ? order.annotate("rollback", Optional.empty(), "runs what the files say again")
                    : order.annotate("rollback", Optional.of("previous"), "is rolled back");
        }
    }
}
