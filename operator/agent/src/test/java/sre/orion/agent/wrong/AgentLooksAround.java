package sre.orion.agent.wrong;

import sre.orion.fixtures.wrong.FixturesLookUp;

/** Uses what only tests may use, in a circle, and prints. */
public record AgentLooksAround(FixturesLookUp fixtures) {
    void print() {
        System.out.println(fixtures);
    }
}
