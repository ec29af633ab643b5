package sre.orion.specs.secret;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Encrypted is a value in the format of age v1 as it stands in a spec: armored, as {@code age -a} writes it, or the same
 * base64 on one line without the two lines around it.
 */
public final class Encrypted {
    private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
    private static final String END = "-----END AGE ENCRYPTED FILE-----";

    private Encrypted() {}

    /**
     * {@code value} encrypted to a recipient, on one line.
     *
     * @param recipient public key of a node, {@code age1…}
     */
    public static String of(String value, String recipient) throws GeneralSecurityException, IOException {
        RecipientStanzaWriter writer = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
        var bytes = new ByteArrayOutputStream();
        var factory = new StandardEncryptingChannelFactory();
        try (var channel = factory.newEncryptingChannel(Channels.newChannel(bytes), List.of(writer))) {
            var plain = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
            while (plain.hasRemaining()) {
                channel.write(plain);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * The encrypted file that a text in a spec stands for.
     *
     * @throws IllegalArgumentException when it is neither form
     */
    static byte[] bytes(String written) {
        return Base64.getDecoder().decode(base64(written));
    }

    /** The variable that stands for the value in rendered Compose files: one text always has one name. */
    public static String variable(String written) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(base64(written).getBytes(StandardCharsets.UTF_8));
            return "AGE_" + HexFormat.of().formatHex(digest, 0, 6).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String base64(String written) {
        return written.replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
    }
}
