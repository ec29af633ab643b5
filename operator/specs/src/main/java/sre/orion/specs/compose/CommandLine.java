package sre.orion.specs.compose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.yaml.YamlNode;

/**
 * CommandLine splits a text into words as Compose does (go-shellwords): quotes and backslashes as in a shell, nothing
 * expanded, and an unquoted {@code ; & | < >} ends the command.
 */
final class CommandLine {
    private CommandLine() {}

    /** The words of a command as a list at the same place. */
    static @Nullable YamlNode expand(YamlNode.Scalar text, Reading reading) {
        var words = new ArrayList<String>();
        int end = split(text.text(), words);
        if (end < 0) {
            reading.problems().error(text.place(), "a quote is never closed; close it or write the command as a list");
            return null;
        }
        if (end < text.text().length()) {
            reading.problems()
                    .warn(
                            text.place(),
                            "Compose ends a command at \"" + text.text().charAt(end)
                                    + "\", so the rest is lost; write [\"sh\", \"-c\", \"…\"] for a shell");
        }
        List<YamlNode> items = new ArrayList<>();
        words.forEach(word -> items.add(Forms.text(text.place(), word)));
        return new YamlNode.Sequence(text.place(), items);
    }

    /** Splits {@code line} into {@code words}; where the command ends, or -1 when a quote stays open. */
    private static int split(String line, List<String> words) {
        var word = new StringBuilder();
        boolean started = false;
        boolean escaped = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (escaped) {
                word.append(c);
                started = true;
                escaped = false;
            } else if (c == '\\' && quote != '\'') {
                escaped = true;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
                if (quote != 0) {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                started = true;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                started = finish(word, started, words);
            } else if (";&|<>".indexOf(c) >= 0) {
                finish(word, started, words);
                return at;
            } else {
                word.append(c);
                started = true;
            }
        }
        finish(word, started, words);
        return quote != 0 || escaped ? -1 : line.length();
    }

    private static boolean finish(StringBuilder word, boolean started, List<String> words) {
        if (started) {
            words.add(word.toString());
            word.setLength(0);
        }
        return false;
    }
}
