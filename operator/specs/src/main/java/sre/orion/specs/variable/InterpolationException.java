package sre.orion.specs.variable;

/** InterpolationException says why a template cannot be filled in. */
public final class InterpolationException extends Exception {
    private static final long serialVersionUID = 1;

    InterpolationException(String message) {
        super(message);
    }

    /** The message, in words for the author of the template. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
