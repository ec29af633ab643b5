package sre.orion.specs.secret;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Identity is the node's age identity: the private keys with which values in the specs are decrypted. The file is that of
 * {@code age-keygen}, for nobody to read but its owner, and never leaves the node.
 *
 * @param keys one reader a key; empty when there is trouble
 * @param trouble why the file is not used, with what to do
 */
public record Identity(Path path, List<RecipientStanzaReader> keys, Optional<String> trouble) {
    private static final String KEY_PREFIX = "AGE-SECRET-KEY-1";

    public Identity {
        keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
        return path + " [" + keys.size() + " keys]";
    }

    /** The file as it is now. */
    public static Identity read(Path path) {
        try {
            String exposed = PrivateFiles.exposed(path);
            if (exposed != null) {
                return trouble(path, exposed);
            }
            List<RecipientStanzaReader> keys = new ArrayList<>();
            for (String line : Files.readAllLines(path)) {
                if (line.startsWith(KEY_PREFIX)) {
                    keys.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.strip()));
                }
            }
            return keys.isEmpty()
                    ? trouble(path, "there is no line " + KEY_PREFIX + "… in " + path)
                    : new Identity(path, keys, Optional.empty());
        } catch (NoSuchFileException missing) {
            return trouble(
                    path, "there is no age identity " + path + "; make one: orion ctl keygen --identity " + path);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            return trouble(
                    path,
                    "the age identity " + path + " cannot be read: "
                            + unreadable.getClass().getSimpleName());
        }
    }

    private static Identity trouble(Path path, String why) {
        return new Identity(path, List.of(), Optional.of(why));
    }

    /** The value that was encrypted to this identity. */
    NodeSecrets.Answer decrypt(String written, Marks marks) {
        if (trouble.isPresent()) {
            return new NodeSecrets.Answer.Missing(trouble.get());
        }
        try {
            var encrypted = Channels.newChannel(new ByteArrayInputStream(Encrypted.bytes(written)));
            try (var plain = new StandardDecryptingChannelFactory().newDecryptingChannel(encrypted, keys)) {
                String value = new String(Channels.newInputStream(plain).readAllBytes(), StandardCharsets.UTF_8);
                return new NodeSecrets.Answer.Value(value, marks.of(value));
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException foreign) {
            return new NodeSecrets.Answer.Missing("cannot be decrypted with " + path
                    + ": it was encrypted to another node, or is damaged; encrypt it anew: orion ctl encrypt");
        }
    }

    /**
     * Makes an identity in a new file (0600).
     *
     * @return the recipient, {@code age1…}, to which values are encrypted
     * @throws java.nio.file.FileAlreadyExistsException when there is a file; it is not touched
     */
    public static String make(Path path) throws IOException, GeneralSecurityException {
        KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
        String recipient = ascii(pair.getPublic().getEncoded());
        String text =
                "# public key: " + recipient + "\n" + ascii(pair.getPrivate().getEncoded()) + "\n";
        PrivateFiles.create(path, text.getBytes(StandardCharsets.US_ASCII));
        return recipient;
    }

    /** The recipient that an identity file names, for who has the file and not the recipient. */
    public static Optional<String> recipient(Path path) throws IOException {
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith("# public key: "))
                .map(line -> line.substring("# public key: ".length()).strip())
                .findFirst();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
