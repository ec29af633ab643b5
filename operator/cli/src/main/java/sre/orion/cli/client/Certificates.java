package sre.orion.cli.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Certificates is whom a context trusts behind {@code https}: its own authority, else those of this machine. */
record Certificates(Optional<byte[]> authority, Optional<String> name) {

    /** What a cluster of a file of contexts says; client certificates are not what an operator asks for. */
    static Certificates of(Path file, JsonNode cluster, JsonNode user) throws OperatorException {
        if (cluster.path("insecure-skip-tls-verify").asBoolean(false)) {
            throw new OperatorException(
                    file + ": insecure-skip-tls-verify is not honoured: give certificate-authority");
        }
        if (user.has("client-certificate") || user.has("client-certificate-data")) {
            throw new OperatorException(file + ": an operator knows no client certificates: give token or tokenFile");
        }
        Optional<String> name =
                Optional.of(cluster.path("tls-server-name").asString("")).filter(given -> !given.isEmpty());
        String data = cluster.path("certificate-authority-data").asString("");
        String path = cluster.path("certificate-authority").asString("");
        try {
            if (!data.isEmpty()) {
                return new Certificates(Optional.of(Base64.getMimeDecoder().decode(data)), name);
            }
            return new Certificates(
                    path.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(KubeConfig.beside(file, path))),
                    name);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new OperatorException(
                    file + ": the certificate-authority cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    Address address(URI server) throws OperatorException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust(), null);
            int port = server.getPort() < 0 ? 443 : server.getPort();
            return new Address.Tls(server.getHost(), port, name.orElse(server.getHost()), context.getSocketFactory());
        } catch (GeneralSecurityException | IOException malformed) {
            throw new OperatorException(
                    "the certificate-authority is no certificate in PEM: " + malformed.getMessage(), malformed);
        }
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
        if (authority.isEmpty()) {
            return null;
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate each : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(authority.get()))) {
            trusted.setCertificateEntry("authority-" + number++, (X509Certificate) each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }
}
