package sre.orion.specs.wrong;

import com.fasterxml.jackson.databind.OldMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import sre.orion.agent.wrong.AgentLooksAround;

/** Looks up to the agent, binds with Jackson 2 and speaks to the engine. */
public record SpecsLookUp(AgentLooksAround above, OldMapper mapper, DockerHttpClient engine) {}
