package sre.orion.agent.realfaults;

import sre.orion.agent.endtoend.ServiceText;
import sre.orion.agent.endtoend.TestNode;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Hands is what people and other programs do to a node beside Orion. */
record Hands(TestNode node) {
    /** A node of the shared engine that looks at everything every three seconds, not thirty, with one service that nobody changes. */
    static TestNode bringUp(Flavour flavour, String name) {
        return TestNode.recordedOn(PrivateEngine.shared(flavour), name)
                .wants(ServiceText.named("bystander"))
                .up("--resync", "3s")
                .ready("bystander");
    }

    /** Makes and starts a container that is not Orion's. */
    void foreign(String name, String hostConfig) {
        client().post("/containers/create?name=" + name, """
                {"Image":"orion-fixture/busybox:1","StopSignal":"SIGKILL","ExposedPorts":{"80/tcp":{}},"HostConfig":%s}""".formatted(hostConfig));
        client().post("/containers/" + name + "/start");
    }

    void removeContainer(String name) {
        client().delete("/containers/" + name + "?force=1");
    }

    private FixtureClient client() {
        return node.client();
    }
}
