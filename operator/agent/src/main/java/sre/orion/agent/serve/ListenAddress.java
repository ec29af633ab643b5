package sre.orion.agent.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sre.orion.agent.state.StartRefusal;

/**
 * ListenAddress is an address of this machine and a port.
 *
 * @param port 0: any free one
 */
public record ListenAddress(InetAddress address, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\[\\]:]+)):([0-9]{1,5})");

    /** The address that {@code --listen HOST:PORT} names; {@code [::1]:7070} for IPv6. */
    public static ListenAddress parse(String text) throws StartRefusal {
        ListenAddress listen = parse("--listen", text);
        if (!listen.address().isLoopbackAddress()) {
            throw new StartRefusal("--listen " + text
                    + ": only loopback is served without credentials: 127.0.0.1:PORT or [::1]:PORT; for others there is"
                    + " --listen-tls");
        }
        return listen;
    }

    /** Any address of this machine, as an option names it. */
    static ListenAddress parse(String option, String text) throws StartRefusal {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > 65_535) {
            throw new StartRefusal(option + " " + text + ": write HOST:PORT, such as 127.0.0.1:7070");
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new ListenAddress(resolve(option, text, host), Integer.parseInt(form.group(3)));
    }

    private static InetAddress resolve(String option, String text, String host) throws StartRefusal {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new StartRefusal(option + " " + text + ": the host " + host + " is not known", unknown);
        }
    }

    /** The address as it is written. */
    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
