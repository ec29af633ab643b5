package sre.orion.agent.walk;

import java.util.List;
import sre.orion.specs.yaml.Problem;

/** WalkedNode is a host with an operator on it. */
interface WalkedNode {
    /** Whether its engine is the newest that is supported. */
    boolean isNewest();

    /** What inspect shows. */
    HostPicture picture();

    /** Makes specs the desired state and waits until nothing more happens; returns the walked resource's conditions. */
    String converge(String specs);

    /** What is wrong with specs that must be refused; then lets the operator go on for longer than a resync. */
    List<Problem> refuse(String specs);
}
