package sre.orion.reconcilers.container;

import static sre.orion.api.plan.Difference.Change.RECREATE;
import static sre.orion.api.plan.Difference.Change.UPDATE_IN_PLACE;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Container;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Difference.Change;
import sre.orion.api.secret.Text;
import sre.orion.reconcilers.shared.Secrets;

/** Field is one row of the table by which two containers are compared: a path in Compose's words, and how to compare. */
@FunctionalInterface
interface Field {
    /** The differences in this field, if there are any. */
    List<Difference> compare(Container wanted, Container found);

    /** A value that must be the same; another takes a new container. */
    static Field same(String path, Function<Container, ?> value) {
        return matching(path, value, Objects::equals, RECREATE);
    }

    /** A list whose order the engine does not mind. */
    static Field set(String path, Function<Container, ? extends Collection<String>> value) {
        Field sorted = matching(path, container -> new TreeSet<>(value.apply(container)), Objects::equals, RECREATE);
        return unlessSame(value, sorted);
    }

    /** A value that is compared only where the spec gives one. */
    static Field ifWanted(String path, Function<Container, ?> value) {
        return matching(path, value, (wanted, found) -> isNothing(wanted) || Objects.equals(wanted, found), RECREATE);
    }

    /** A limit the engine can change as the container runs, but not take away: it reads nothing as "unchanged". */
    static Field limit(String path, Function<Container, ?> value) {
        return (wanted, found) -> {
            Object limit = value.apply(wanted);
            Change change = isNothing(limit) ? RECREATE : UPDATE_IN_PLACE;
            return difference(path, limit, value.apply(found), Objects::equals, change);
        };
    }

    /** A value compared in its own way. */
    static <V> Field matching(
            String path, Function<Container, ? extends V> value, BiPredicate<V, V> equal, Change change) {
        return (wanted, found) -> difference(path, value.apply(wanted), value.apply(found), equal, change);
    }

    /** A map, compared entry by entry. */
    static Field map(String path, Function<Container, ? extends SortedMap<String, ?>> value) {
        return unlessSame(value, (wanted, found) -> {
            SortedMap<String, ?> wantedEntries = value.apply(wanted);
            SortedMap<String, ?> foundEntries = value.apply(found);
            var keys = new TreeSet<>(wantedEntries.keySet());
            keys.addAll(foundEntries.keySet());
            return keys.stream()
                    .flatMap(key -> difference(
                            path + "." + key, wantedEntries.get(key), foundEntries.get(key), Objects::equals, RECREATE)
                            .stream())
                    .toList();
        });
    }

    /**
     * Variables, compared one by one by their values. What is found is not shown: the engine does not say whether it is a
     * secret, perhaps one that the spec no longer names.
     */
    static Field variables(String path, Function<Container, SortedMap<String, Optional<Text>>> variables) {
        return unlessSame(variables, (wanted, found) -> {
            SortedMap<String, Optional<Text>> own = variables.apply(wanted);
            SortedMap<String, Optional<String>> wantedValues = values(own);
            SortedMap<String, Optional<String>> foundValues = values(variables.apply(found));
            var keys = new TreeSet<>(wantedValues.keySet());
            keys.addAll(foundValues.keySet());
            return keys.stream()
                    .filter(key -> !Objects.equals(wantedValues.get(key), foundValues.get(key)))
                    .map(key -> new Difference(
                            path + "." + key,
                            Secrets.mask(path + "." + key, text(own.get(key))),
                            text(foundValues.get(key)).isEmpty() ? "" : Text.HIDDEN,
                            RECREATE))
                    .toList();
        });
    }

    /** A comparison that is only begun where the values are not the same as they stand, as they are in nearly every pass. */
    private static Field unlessSame(Function<Container, ?> value, Field comparison) {
        return (wanted, found) ->
                Objects.equals(value.apply(wanted), value.apply(found)) ? List.of() : comparison.compare(wanted, found);
    }

    private static SortedMap<String, Optional<String>> values(SortedMap<String, Optional<Text>> variables) {
        var values = new TreeMap<String, Optional<String>>();
        variables.forEach((key, text) -> values.put(key, text.map(Text::value)));
        return values;
    }

    private static <V extends @Nullable Object> List<Difference> difference(
            String path, V wanted, V found, BiPredicate<? super V, ? super V> equal, Change change) {
        if (equal.test(wanted, found)) {
            return List.of();
        }
        return List.of(new Difference(path, Secrets.mask(path, text(wanted)), Secrets.mask(path, text(found)), change));
    }

    private static boolean isNothing(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Long number -> number == 0;
            case Integer number -> number == 0;
            case String text -> text.isEmpty();
            case Optional<?> optional -> optional.isEmpty() || isNothing(optional.get());
            case Object _ -> false;
        };
    }

    /** A value as people read it; nothing is empty text. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> optional -> text(optional.orElse(null));
            case Duration duration -> duration.toString().substring(2).toLowerCase(Locale.ROOT);
            case Collection<?> elements -> elements.stream().map(Field::text).collect(Collectors.joining(", "));
            case Object other -> other.toString();
        };
    }
}
