package sre.orion.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Campaign is many runs on two threads, each judged by all properties, and one line that says how many there were. */
final class Campaign {
    private static final int THREADS = 2;
    private static final int SHOWN = 20;

    private final String what;
    private final AtomicInteger runs = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger broken = new AtomicInteger();

    /** A campaign of so-called plans: {@code fault plans}. */
    Campaign(String what) {
        this.what = what;
    }

    /** Carries out all that the tasks have to offer. */
    <T> Campaign over(Collection<T> tasks, Function<T, Stream<Evidence>> runs) {
        each(tasks, task -> runs.apply(task).forEach(this::judge));
        return this;
    }

    /** Does something with each, on as many threads as the machine is sure to have. */
    static <T> void each(Collection<T> tasks, Consumer<T> work) {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            List<? extends Future<?>> begun = tasks.stream()
                    .map(task -> pool.submit(() -> work.accept(task)))
                    .toList();
            for (Future<?> task : begun) {
                task.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError("a run broke", failed.getCause());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new AssertionError(hurried);
        }
    }

    private void judge(Evidence evidence) {
        runs.incrementAndGet();
        List<Property.Violation> found = Property.violations(evidence);
        if (!found.isEmpty() && broken.incrementAndGet() <= SHOWN) {
            violations.add(evidence + "\n  "
                    + String.join(
                            "\n  ",
                            found.stream().map(Property.Violation::toString).toList()));
        }
    }

    int runs() {
        return runs.get();
    }

    /** Says how many runs there were and that all were well; the launcher shows lines that begin so. */
    void report() {
        Figures.say(String.format(Locale.ROOT, "%,d %s, %,d violations", runs.get(), what, broken.get()));
        assertThat(violations).as("%s that break a property", what).isEmpty();
    }
}
