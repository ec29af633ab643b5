package sre.orion.reconcilers.shared;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprint is a short name for a value: the first 16 hexadecimal digits of the SHA-256 of its text. Records of the
 * vocabulary print all of their components in a fixed order, so equal values have equal fingerprints in every run.
 */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    /** The fingerprint of the text of {@code value}. */
    public static String of(Object value) {
        String text = value.toString();
        byte[] bytes = new byte[2 * text.length()];
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            bytes[2 * index] = (byte) (unit >>> 8);
            bytes[2 * index + 1] = (byte) unit;
        }
        return HexFormat.of().formatHex(sha256().digest(bytes), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
