package sre.orion.api.compose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SecurityOptions is what of {@code security_opt} names a file: a profile for seccomp, whose text the engine is sent. */
public final class SecurityOptions {
    private static final Pattern SECCOMP = Pattern.compile("seccomp[=:](.+)", Pattern.DOTALL);
    private static final List<String> BUILT_IN = List.of("unconfined", "builtin");

    private SecurityOptions() {}

    /** The path of the profile that an option names, if it names one. */
    public static Optional<String> profile(String option) {
        Matcher seccomp = SECCOMP.matcher(option);
        return seccomp.matches()
                        && !BUILT_IN.contains(seccomp.group(1))
                        && !seccomp.group(1).startsWith("{")
                ? Optional.of(seccomp.group(1))
                : Optional.empty();
    }

    /** The option with this path, or text, as its profile. */
    public static String withProfile(String profile) {
        return "seccomp=" + profile;
    }
}
