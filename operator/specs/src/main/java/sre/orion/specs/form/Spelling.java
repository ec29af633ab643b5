package sre.orion.specs.form;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Spelling finds the word somebody probably meant. */
public final class Spelling {
    private Spelling() {}

    /** The known word nearest to {@code word}; null when none is near: at most a third of its letters may differ. */
    public static @Nullable String nearest(String word, Collection<String> known) {
        String best = null;
        int least = Math.max(1, Math.min(word.length(), 40) / 3) + 1;
        for (String candidate : known) {
            int distance = distance(plain(word), plain(candidate), least);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Levenshtein's distance; anything from {@code limit} on may be answered with {@code limit}. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
