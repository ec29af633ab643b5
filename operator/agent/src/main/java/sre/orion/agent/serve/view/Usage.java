package sre.orion.agent.serve.view;

import java.time.Duration;
import java.time.Instant;

/**
 * Usage is what a container uses.
 *
 * @param cores of a processor, on average over the window
 * @param memoryBytes without what the kernel would give back at once
 */
public record Usage(double cores, long memoryBytes, Instant at, Duration window) {}
