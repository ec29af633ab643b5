package com.fasterxml.jackson.databind;

/** Stands in for Jackson 2, which is not on the class path, so that the rule against it can be shown to fail. */
public final class OldMapper {
    /** A mapper that maps nothing. */
    public OldMapper() {}
}
