package sre.orion.cli.wrong;

import sre.orion.agent.wrong.AgentLooksAround;

/** Reaches into the agent instead of asking its API. */
public record CliLooksAround(AgentLooksAround agent) {}
