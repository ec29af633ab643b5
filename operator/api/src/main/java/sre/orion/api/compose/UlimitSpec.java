package sre.orion.api.compose;

/**
 * UlimitSpec is one entry of {@code ulimits}; a single number stands for both.
 */
public record UlimitSpec(long soft, long hard) {}
