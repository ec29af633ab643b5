package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * MountSpec is one mount of a service.
 *
 * @param type {@code bind}, {@code volume}, {@code tmpfs}, {@code image} or {@code cluster}
 * @param source host path, or the project's key of a volume; null: an anonymous volume or a tmpfs
 */
public record MountSpec(
        String type,
        @Nullable String source,
        String target,
        @JsonProperty("read_only") @Nullable Boolean readOnly,
        @Nullable String consistency,
        @Nullable BindOptions bind,
        @Nullable VolumeOptions volume,
        @Nullable TmpfsOptions tmpfs,
        @Nullable ImageOptions image) {
    /** BindOptions is how a host path is mounted; absent {@code createHostPath} counts as true. */
    public record BindOptions(
            @Nullable String propagation,
            @JsonProperty("create_host_path") @Nullable Boolean createHostPath,
            @Nullable String recursive,
            @Nullable String selinux) {}

    /** VolumeOptions is how a named or anonymous volume is mounted. */
    public record VolumeOptions(
            @Nullable Boolean nocopy, @Nullable String subpath, SortedMap<String, String> labels) {
        public VolumeOptions {
            labels = Immutable.map(labels);
        }
    }

    /** TmpfsOptions is the size in bytes and the permission bits of a tmpfs. */
    public record TmpfsOptions(
            @Nullable Long size, @Nullable Integer mode) {}

    /** ImageOptions is the folder inside an image that is mounted. */
    public record ImageOptions(@Nullable String subpath) {}
}
