package sre.orion.api.kind;

import java.util.List;
import java.util.Optional;
import sre.orion.api.resource.Condition;

/** Status is what was last seen of a resource of any kind. */
public sealed interface Status permits ServiceStatus, NetworkStatus, VolumeStatus, NodeStatus {
    /** The conditions, {@code Ready} always among them. */
    List<Condition> conditions();

    /** The condition of this type, if it is there. */
    default Optional<Condition> condition(Condition.Type type) {
        return conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst();
    }
}
