package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;

/** Nodes asks several operators side by side, so that one that is down costs the others nothing. */
final class Nodes {
    private Nodes() {}

    /** Question is what one operator is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Target target) throws OperatorException;
    }

    /** Reply is what one operator said. */
    record Reply<T>(Target target, T said) {}

    /**
     * What every operator that answers says, in the order of the targets; of the others it is written why not. With a single
     * target a failure is the caller's.
     */
    static <T> List<Reply<T>> ask(List<Target> targets, Question<T> question, Terminal terminal)
            throws OperatorException {
        if (targets.size() == 1) {
            return List.of(new Reply<>(targets.getFirst(), question.ask(targets.getFirst())));
        }
        var asked = new ArrayList<FutureTask<T>>();
        for (Target target : targets) {
            var task = new FutureTask<>(() -> question.ask(target));
            Thread.ofVirtual().name("ask " + target.name()).start(task);
            asked.add(task);
        }
        var replies = new ArrayList<Reply<T>>();
        for (int index = 0; index < asked.size(); index++) {
            Target target = targets.get(index);
            try {
                replies.add(new Reply<>(target, asked.get(index).get()));
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof OperatorException silent)) {
                    throw new IllegalStateException(target.name() + " could not be asked", failed);
                }
                terminal.err().println(target.name() + ": " + silent.getMessage());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new OperatorException("interrupted", ended);
            }
        }
        return replies;
    }
}
