package sre.orion.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.specs.secret.Identity;
import sre.orion.specs.secret.Marks;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.secret.PrivateFiles;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.secret.StoredSecrets;

/**
 * SecretFiles is where the secrets of a node lie.
 *
 * @param secrets dotenv, what {@code secretRef} names
 * @param identity of age, what decrypts values in the specs
 * @param marksKey 32 random bytes, see {@link Marks}
 */
record SecretFiles(Path secrets, Path identity, Path marksKey) {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);
    private static final int KEY_BYTES = 32;

    /** Where they lie unless people say otherwise. */
    static SecretFiles in(Path state) {
        Path absolute = state.toAbsolutePath().normalize();
        return new SecretFiles(
                absolute.resolve("secrets.env"), absolute.resolve("age-identity.txt"), absolute.resolve("marks.key"));
    }

    /** What the files say now. */
    NodeSecrets read() {
        return new StoredSecrets(SecretsFile.read(secrets), Identity.read(identity), marks());
    }

    /** What tells contents apart under the node's key; under none if it cannot be read. */
    Marks marks() {
        return new Marks(key());
    }

    /** The files that a change of a secret changes. */
    List<Path> watched() {
        return List.of(secrets, identity);
    }

    /** Makes the key of marks if there is none yet; only the operator does, who owns the state directory. */
    void makeKey() {
        try {
            if (!Files.exists(marksKey)) {
                var key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                PrivateFiles.create(marksKey, key);
            }
        } catch (IOException failed) {
            LOG.atWarn().setCause(failed).log("no key for the marks of secrets can be kept");
        }
    }

    private byte[] key() {
        try {
            return Files.readAllBytes(marksKey);
        } catch (IOException missing) {
            return new byte[KEY_BYTES];
        }
    }
}
