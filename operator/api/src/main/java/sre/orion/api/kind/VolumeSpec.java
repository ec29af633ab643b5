package sre.orion.api.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * VolumeSpec is one of Compose's top-level volumes. A volume is never deleted and never recreated.
 *
 * @param project the Compose project; the node's name unless written
 * @param key Compose's key; {@code metadata.name} unless written
 * @param name the engine's name; {@code <project>_<key>} unless written
 * @param external true: it is looked up and used, never made
 * @param driver null: the engine's default, {@code local}
 */
public record VolumeSpec(
        String project,
        String key,
        String name,
        boolean external,
        @Nullable String driver,
        @JsonProperty("driver_opts") SortedMap<String, String> driverOpts,
        SortedMap<String, String> labels) {

    public VolumeSpec {
        driverOpts = Immutable.map(driverOpts);
        labels = Immutable.map(labels);
    }
}
