package sre.orion.specs.yaml;

/** ScalarType is what a single value counts as. */
public enum ScalarType {
    NULL,
    TEXT,
    WHOLE,
    DECIMAL,
    FLAG,
    TIME
}
