package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<String> counted = new ArrayList<>();
    private final WorkQueue<String> queue = new WorkQueue<>(clock, new Counting());

    @Test
    void hands_keys_out_in_the_order_they_came() {
        queue.add("b");
        queue.add("a");

        assertThat(drain()).containsExactly("b", "a");
    }

    @Test
    void holds_a_key_only_once() {
        queue.add("a");
        queue.add("a");
        queue.addRelaxed("a");

        assertThat(queue.depth()).isOne();
        assertThat(counted).containsExactly("added a");
    }

    @Test
    void never_hands_a_key_out_twice_at_once() {
        queue.add("a");
        queue.poll();
        queue.add("a");

        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void hands_a_key_that_was_added_during_its_work_out_again_after_done() {
        queue.add("a");
        queue.poll();
        queue.add("a");
        queue.done("a");

        assertThat(queue.poll()).contains("a");
    }

    @Test
    void forgets_a_key_that_is_done() {
        queue.add("a");
        queue.poll();
        queue.done("a");

        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void does_not_let_one_busy_key_hold_up_the_next() {
        queue.add("a");
        queue.poll();
        queue.add("a");
        queue.add("b");

        assertThat(queue.poll()).contains("b");
    }

    @Test
    void lets_an_event_overtake_a_resync() {
        queue.addRelaxed("a");
        queue.addRelaxed("b");
        queue.addRelaxed("c");
        queue.add("c");

        assertThat(drain()).containsExactly("c", "a", "b");
    }

    @Test
    void keeps_a_delayed_key_until_it_is_due() {
        queue.addAfter("a", Duration.ofSeconds(10));

        clock.advance(Duration.ofMillis(9_999));
        assertThat(queue.poll()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(queue.poll()).contains("a");
    }

    @Test
    void counts_the_shortest_of_several_delays_and_hands_out_once() {
        queue.addAfter("a", Duration.ofSeconds(10));
        queue.addAfter("a", Duration.ofSeconds(5));
        queue.addAfter("a", Duration.ofSeconds(20));

        assertThat(queue.nextDue()).contains(clock.instant().plusSeconds(5));
        clock.advance(Duration.ofMinutes(1));
        assertThat(drain()).containsExactly("a");
    }

    @Test
    void hands_nothing_out_after_it_was_shut_down() {
        queue.add("a");
        queue.shutDown();
        queue.add("b");

        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void wakes_who_waits_when_a_key_comes() throws Exception {
        var taken = CompletableFuture.supplyAsync(this::take);
        queue.add("a");

        assertThat(taken.get(10, TimeUnit.SECONDS)).contains("a");
    }

    @Test
    void wakes_who_waits_when_it_is_shut_down() throws Exception {
        var taken = CompletableFuture.supplyAsync(this::take);
        queue.shutDown();

        assertThat(taken.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void tells_its_instruments_what_happens() {
        queue.addAfter("a", Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        queue.poll();
        queue.add("a");
        queue.done("a");

        assertThat(counted).containsExactly("delayed a", "added a", "handed out a", "added a", "done a");
    }

    private Optional<String> take() {
        try {
            return queue.take();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private List<String> drain() {
        var drained = new ArrayList<String>();
        for (Optional<String> key = queue.poll(); key.isPresent(); key = queue.poll()) {
            drained.add(key.get());
            queue.done(key.get());
        }
        return drained;
    }

    private final class Counting implements WorkQueueInstruments<String> {
        @Override
        public void added(String key) {
            counted.add("added " + key);
        }

        @Override
        public void handedOut(String key) {
            counted.add("handed out " + key);
        }

        @Override
        public void done(String key) {
            counted.add("done " + key);
        }

        @Override
        public void delayed(String key) {
            counted.add("delayed " + key);
        }
    }
}
