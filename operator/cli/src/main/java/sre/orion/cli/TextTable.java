package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;

/** A table as {@code kubectl} prints it: columns as wide as their widest value, and no line longer than a terminal. */
final class TextTable {
    private static final int WIDTH = 80;
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(List.of(header));
    }

    void add(String... row) {
        if (row.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "the header has " + rows.getFirst().size() + " columns, not " + row.length);
        }
        rows.add(List.of(row));
    }

    /** The lines, the last column cut so that each fits. */
    List<String> lines() {
        int last = rows.getFirst().size() - 1;
        var widths = new int[last];
        for (List<String> row : rows) {
            for (int column = 0; column < last; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String value = row.get(column);
            line.append(value).repeat(' ', widths[column] - value.length() + GAP);
        }
        line.append(row.getLast());
        return line.length() <= WIDTH
                ? line.toString().stripTrailing()
                : line.substring(0, WIDTH - 1).stripTrailing() + "…";
    }
}
