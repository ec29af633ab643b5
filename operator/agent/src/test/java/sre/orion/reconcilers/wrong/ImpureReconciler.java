package sre.orion.reconcilers.wrong;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sre.orion.specs.wrong.SpecsLookUp;

/** Does everything a reconciler must never do. */
public final class ImpureReconciler {
    private ImpureReconciler() {}

    static String readsAFile(SpecsLookUp other) throws IOException {
        return Files.readString(Path.of(InetAddress.getLoopbackAddress().getHostName() + other));
    }

    @SuppressWarnings({"JavaUtilDate", "JavaTimeDefaultTimeZone"})
    static List<Object> readsClocks() {
        Supplier<Instant> later = Instant::now;
        return List.of(
                Instant.now(),
                LocalDate.now(),
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                new Date(),
                System.nanoTime(),
                System.currentTimeMillis(),
                later);
    }

    static List<Object> playsDice() {
        List<Integer> cards = new ArrayList<>(List.of(1, 2));
        Collections.shuffle(cards);
        return List.of(
                cards,
                UUID.randomUUID(),
                Math.random(),
                new Random().nextInt(),
                new SplittableRandom().nextInt(),
                ThreadLocalRandom.current().nextInt(),
                new SecureRandom().nextInt());
    }

    static List<Object> losesOrder(Map<String, String> map, Set<String> set, List<String> list) {
        Supplier<Map<String, String>> later = HashMap::new;
        Function<Set<String>, Set<String>> copy = Set::copyOf;
        return List.of(
                new HashMap<>(map),
                new HashSet<>(set),
                Map.of("a", "b"),
                Map.ofEntries(),
                Map.copyOf(map),
                Set.of("a", "b"),
                list.stream().collect(Collectors.toSet()),
                list.stream().collect(Collectors.toMap(key -> key, key -> key)),
                list.stream().collect(Collectors.groupingBy(String::length)),
                list.parallelStream().toList(),
                later,
                copy);
    }
}
