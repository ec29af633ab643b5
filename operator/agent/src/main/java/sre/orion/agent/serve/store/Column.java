package sre.orion.agent.serve.store;

/**
 * Column is one column of a table.
 *
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param priority 0: always shown; above: only with {@code -o wide}
 */
public record Column(String name, String type, String format, String description, int priority) {

    /** The first column: names the object. */
    public static Column name(String description) {
        return new Column("Name", "string", "name", description, 0);
    }

    /** A column of text. */
    public static Column text(String name, String description) {
        return new Column(name, "string", "", description, 0);
    }

    /** A column of whole numbers. */
    public static Column number(String name, String description) {
        return new Column(name, "integer", "", description, 0);
    }

    /** This column, shown with {@code -o wide} only. */
    public Column wide() {
        return new Column(name, type, format, description, 1);
    }
}
