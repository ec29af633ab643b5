package sre.orion.cli.client;

import java.util.Optional;

/**
 * Target is one operator that is asked.
 *
 * @param name the context it has; empty for the one of this machine
 * @param namespace the namespace its context names
 */
public record Target(String name, OperatorClient client, Optional<String> namespace) {}
