package sre.orion.agent.metrics;

import sre.orion.api.resource.Condition;
import sre.orion.api.resource.ResourceKey;

/** ConditionSample is one condition of one resource at the moment of a scrape. */
public record ConditionSample(ResourceKey key, Condition.Type type, Condition.Status status) {}
