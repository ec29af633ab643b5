package sre.orion.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * TextTable is a table as {@code kubectl} prints it: columns as wide as their widest value. Unless it is wide, no line is longer
 * than a terminal: the widest columns are cut.
 */
public final class TextTable {
    private static final int WIDTH = 80;
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean wide;
    private int[] widths = {};

    /** A table of lines that fit 80 columns. */
    public TextTable(String... header) {
        this(List.of(header), false);
    }

    /** A table whose lines are cut to 80 columns, or not. */
    public TextTable(List<String> header, boolean wide) {
        rows.add(List.copyOf(header));
        this.wide = wide;
    }

    /** Adds a row of as many values as there are columns. */
    public void add(String... row) {
        add(List.of(row));
    }

    /** Adds a row of as many values as there are columns. */
    public void add(List<String> row) {
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "the header has " + rows.getFirst().size() + " columns, not " + row.size());
        }
        rows.add(row.stream().map(value -> value.replace('\n', ' ')).toList());
    }

    /** Whether there is nothing beneath the header. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, the header first, with the words in colour that say how something is. */
    public List<String> lines(Colours colours) {
        int[] fitted = fitted(new int[rows.getFirst().size()]);
        return rows.stream().map(row -> line(row, fitted, colours)).toList();
    }

    /**
     * The lines of the rows that were added since the last call, in columns at least as wide as before: what is watched keeps its
     * shape. The header comes before the first ones.
     */
    public List<String> newLines(Colours colours) {
        boolean first = widths.length == 0;
        widths = fitted(first ? new int[rows.getFirst().size()] : widths);
        List<List<String>> fresh = List.copyOf(first ? rows : rows.subList(1, rows.size()));
        rows.subList(1, rows.size()).clear();
        return fresh.stream().map(row -> line(row, widths, colours)).toList();
    }

    /** The widths of the columns, of which the widest give way until a line fits. */
    private int[] fitted(int[] least) {
        int[] fitted = least.clone();
        for (List<String> row : rows) {
            for (int column = 0; column < fitted.length; column++) {
                fitted[column] = Math.max(fitted[column], row.get(column).length());
            }
        }
        int excess = Arrays.stream(fitted).sum() + GAP * (fitted.length - 1) - WIDTH;
        for (int cut = 0; !wide && cut < excess; cut++) {
            fitted[widest(fitted)]--;
        }
        return fitted;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] >= widths[widest] ? column : widest;
        }
        return widest;
    }

    private static String line(List<String> row, int[] widths, Colours colours) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String value = cut(row.get(column), widths[column]);
            line.append(colours.status(value)).repeat(' ', widths[column] - value.length() + GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String value, int room) {
        return value.length() <= room
                ? value
                : value.substring(0, Math.max(0, room - 1)).stripTrailing() + "…";
    }
}
