package sre.orion.api.resource;

/**
 * SourceLocation is a place in a spec file.
 *
 * @param file path relative to the specs folder, with {@code /}
 * @param line counted from 1
 * @param column counted from 1
 */
public record SourceLocation(String file, int line, int column) {
    /** The place as editors open it: {@code cortex/web.yaml:4:3}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
