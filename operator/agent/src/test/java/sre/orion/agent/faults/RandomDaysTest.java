package sre.orion.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.agent.loop.Wiring;

/** Days on which anything happens, by seed: {@code ./orion test --long --seeds 10000} lives through as many. */
@Tag("long")
class RandomDaysTest {
    private static final long SEEDS = Long.getLong("orion.seeds", 200);
    private static final long AGAIN = 4;

    @Test
    void every_day_ends_well() {
        List<Long> seeds = LongStream.rangeClosed(1, SEEDS).boxed().toList();
        long began = System.nanoTime();

        Campaign campaign = new Campaign("random days")
                .over(seeds, seed -> Stream.of(new RandomDay(seed).live(RememberingCore.wiring())));

        double seconds = (System.nanoTime() - began) / 1e9;
        Duration lived = RandomDay.LENGTH.multipliedBy(SEEDS);
        Figures.say(String.format(
                Locale.ROOT,
                "%,d virtual hours in %,.0f s: %,.0f times as fast as time",
                lived.toHours(),
                seconds,
                lived.toSeconds() / seconds));
        campaign.report();
    }

    @Test
    void a_seed_makes_the_same_day_in_another_process() throws IOException, InterruptedException {
        List<String> here =
                LongStream.rangeClosed(1, AGAIN).mapToObj(RandomDaysTest::line).toList();

        assertThat(elsewhere()).isEqualTo(here);
    }

    @Test
    void what_makes_days_cheap_changes_nothing() {
        var forgetful = new WiringOver(Wiring.PLAIN) {
            @Override
            public Duration resync() {
                return RandomDay.RESYNC;
            }
        };
        String plain = new RandomDay(5).live(forgetful).run().hash();

        assertThat(new RandomDay(5).live(RememberingCore.wiring()).run().hash()).isEqualTo(plain);
    }

    /** Says what some days came to, for the other process. */
    public static void main(String[] seeds) {
        Stream.of(seeds).map(Long::valueOf).map(RandomDaysTest::line).forEach(System.out::println);
    }

    private static String line(long seed) {
        return "day " + seed + " "
                + new RandomDay(seed).live(RememberingCore.wiring()).run().hash();
    }

    private static List<String> elsewhere() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RandomDaysTest.class.getName()));
        LongStream.rangeClosed(1, AGAIN).forEach(seed -> command.add(Long.toString(seed)));
        Process other = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String told = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        return told.lines().filter(line -> line.startsWith("day ")).toList();
    }
}
