package sre.orion.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import sre.orion.agent.engine.EngineAddress;
import sre.orion.agent.serve.ServerOptions;

/**
 * OperatorOptions is what {@code up} was told, checked.
 *
 * @param state the state directory
 * @param secrets where the values of secrets are
 * @param resync how often everything is looked at
 */
record OperatorOptions(
        SpecOrigin origin,
        Optional<String> node,
        Path state,
        SecretFiles secrets,
        ServerOptions doors,
        EngineAddress engine,
        Duration resync) {}
