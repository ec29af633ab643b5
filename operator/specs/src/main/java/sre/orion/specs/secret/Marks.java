package sre.orion.specs.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks tells one secret from another without giving it away: HMAC-SHA-256 under a key of the node, 16 hexadecimal digits
 * behind 4 that name the key. So it shows when two marks cannot be compared because the key was lost in between.
 */
public final class Marks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;
    private static final int NAME_BYTES = 2;

    private final SecretKeySpec key;
    private final String name;

    /** Marks under {@code key}, 32 random bytes that do not leave the node. */
    public Marks(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        name = digest("the name of this key", NAME_BYTES);
    }

    /** The mark of a value. */
    public String of(String value) {
        return name + "-" + digest(value, BYTES);
    }

    private String digest(String value, int bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 0, bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
