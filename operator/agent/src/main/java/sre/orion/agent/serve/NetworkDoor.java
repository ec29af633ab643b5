package sre.orion.agent.serve;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import sre.orion.agent.state.StartRefusal;

/**
 * NetworkDoor is a port that others than this machine reach: only with TLS, and only for those with a token.
 *
 * @param certificate file of the certificate and those it is signed by, PEM
 * @param key file of its private key, PEM, PKCS #8 without a password
 */
public record NetworkDoor(ListenAddress listen, Path certificate, Path key) {

    /** The door that the options {@code --listen-tls}, {@code --tls-cert} and {@code --tls-key} describe. */
    public static NetworkDoor of(String listen, Path certificate, Path key) throws StartRefusal {
        return new NetworkDoor(ListenAddress.parse("--listen-tls", listen), certificate, key);
    }

    Tls tls() throws StartRefusal {
        for (Path file : new Path[] {certificate, key}) {
            if (!Files.isReadable(file)) {
                throw new StartRefusal("--listen-tls " + listen + ": " + file + " cannot be read");
            }
        }
        try {
            Keys keys = Keys.builder()
                    .pem(pem -> pem.key(Resource.create(key)).certChain(Resource.create(certificate)))
                    .build();
            return Tls.builder()
                    .privateKey(keys.privateKey().orElseThrow())
                    .privateKeyCertChain(keys.certChain())
                    .build();
        } catch (RuntimeException unusable) {
            throw new StartRefusal(
                    "--listen-tls " + listen + ": " + certificate + " and " + key
                            + " are no certificate and key in PEM: " + unusable.getMessage(),
                    unusable);
        }
    }
}
