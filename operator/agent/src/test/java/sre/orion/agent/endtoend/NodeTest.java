package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** NodeTest is a class of tests that share one node and its operator; each uses services of its own on it. */
public abstract class NodeTest {
    private static final String BYSTANDER = "bystander";

    /** One at a time: JUnit runs the classes one after the other. */
    private static @Nullable TestNode shared;

    private static String failure = "";

    protected final TestNode node;

    /** Tests on the node that is made and brought up by the first of them. */
    protected NodeTest(Supplier<TestNode> bringUp) {
        node = shared(bringUp);
    }

    private static synchronized TestNode shared(Supplier<TestNode> bringUp) {
        if (!failure.isEmpty()) {
            throw new AssertionError("The node of this class did not come up: " + failure);
        }
        try {
            shared = shared == null ? bringUp.get() : shared;
            return shared;
        } catch (AssertionError notUp) {
            failure = notUp.toString();
            throw notUp;
        }
    }

    /** Tests on a node of the shared engine, with one service that none of them changes. */
    protected NodeTest(Flavour flavour, String name) {
        this(() -> TestNode.recordedOn(PrivateEngine.shared(flavour), name)
                .wants(ServiceText.named(BYSTANDER))
                .up()
                .ready(BYSTANDER));
    }

    @AfterParameterizedClassInvocation
    static synchronized void end() {
        if (shared != null) {
            shared.close();
        }
        shared = null;
        failure = "";
    }

    /** Waits until a later event than all so far has been acted on, so that what was not done by now will not be done. */
    protected void awaitNextRepair() {
        String started = node.startedAt(BYSTANDER);
        node.client().post("/containers/" + node.containerName(BYSTANDER) + "/kill");
        node.eventually(() -> {
            node.assertRuns(BYSTANDER);
            assertThat(node.startedAt(BYSTANDER)).isNotEqualTo(started);
        });
    }
}
