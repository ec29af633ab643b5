package sre.orion.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Address is where an operator listens. */
public sealed interface Address {
    /** Opens a connection; nothing has been sent yet. */
    Connection connect() throws IOException;

    /** Connection is two streams that end together. */
    record Connection(InputStream in, OutputStream out, AutoCloseable socket) implements AutoCloseable {
        @Override
        public void close() {
            try {
                socket.close();
            } catch (Exception left) {
                // Nothing can be done about a socket that does not close, and nothing depends on it.
                return;
            }
        }
    }

    /** The unix socket in an operator's state directory, which serves operations too. */
    record Unix(Path socket) implements Address {
        @Override
        public Connection connect() throws IOException {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            return new Connection(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        }

        @Override
        public String toString() {
            return socket.toString();
        }
    }

    /** A port in the clear; an operator serves reads there, on loopback only. */
    record Plain(String host, int port) implements Address {
        @Override
        public Connection connect() throws IOException {
            return over(socket(host, port));
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * A port behind TLS.
     *
     * @param name the name the certificate must be for
     */
    record Tls(String host, int port, String name, SSLSocketFactory factory) implements Address {
        @Override
        public Connection connect() throws IOException {
            var secured = (SSLSocket) factory.createSocket(socket(host, port), name, port, true);
            if (name.chars().anyMatch(Character::isLetter) && !name.contains(":")) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setServerNames(java.util.List.of(new SNIHostName(name)));
                secured.setSSLParameters(parameters);
            }
            secured.startHandshake();
            return over(secured);
        }

        @Override
        public String toString() {
            return "https://" + host + ":" + port;
        }
    }

    private static Socket socket(String host, int port) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), 5_000);
        return socket;
    }

    private static Connection over(Socket socket) throws IOException {
        return new Connection(socket.getInputStream(), socket.getOutputStream(), socket);
    }
}
