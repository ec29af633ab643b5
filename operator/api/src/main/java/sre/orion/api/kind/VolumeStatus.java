package sre.orion.api.kind;

import java.util.List;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Condition;

/** VolumeStatus is what was last seen of a Volume. */
public record VolumeStatus(long observedGeneration, List<Condition> conditions) implements Status {
    public VolumeStatus {
        conditions = Immutable.list(conditions);
    }
}
