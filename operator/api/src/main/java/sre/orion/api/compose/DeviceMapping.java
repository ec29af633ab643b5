package sre.orion.api.compose;

import org.jspecify.annotations.Nullable;

/**
 * DeviceMapping is one entry of {@code devices}.
 *
 * @param source a path on the host, or a CDI name {@code vendor.com/class=name}
 */
public record DeviceMapping(
        String source, @Nullable String target, @Nullable String permissions) {}
