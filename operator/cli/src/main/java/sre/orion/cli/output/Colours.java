package sre.orion.cli.output;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/** Colours is how words stand out on a terminal; anywhere else, and with {@code NO_COLOR}, they do not. */
public final class Colours {
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final Map<String, String> OF_WORDS = Map.ofEntries(
            Map.entry("True", GREEN),
            Map.entry("Running", GREEN),
            Map.entry("Normal", GREEN),
            Map.entry("False", RED),
            Map.entry("Failed", RED),
            Map.entry("Error", RED),
            Map.entry("Unknown", YELLOW),
            Map.entry("Pending", YELLOW),
            Map.entry("Warning", YELLOW));

    private final boolean on;

    /** Colours that are on or off. */
    public Colours(boolean on) {
        this.on = on;
    }

    /** Colours for this process's output: on for a terminal, unless {@code NO_COLOR} says otherwise (no-color.org). */
    public static Colours ofThisTerminal(Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Colours(wanted && isTerminal());
    }

    /** Whether a person sits in front of this process. */
    public static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** A word that says how something is, such as the status of a condition, in the colour for it. */
    public String status(String word) {
        String colour = OF_WORDS.get(word.strip());
        return colour == null ? word : in(colour, word);
    }

    /** What is wanted or came. */
    public String added(String text) {
        return in(GREEN, text);
    }

    /** What is there but not wanted, or went. */
    public String removed(String text) {
        return in(RED, text);
    }

    /** A heading. */
    public String bold(String text) {
        return in("1", text);
    }

    private String in(String colour, String text) {
        return on ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
