package sre.orion.agent.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import sre.orion.agent.serve.http.Caller;
import sre.orion.agent.state.StartRefusal;

/**
 * Tokens is who may come in by a bearer token. They are kept as digests and compared in the same time whatever is asked;
 * whoever guesses has ten tries, and then one every six seconds.
 */
public final class Tokens {
    /** No token opens anything. */
    public static final Tokens NONE = new Tokens(List.of(), System::nanoTime);

    /** How long a peer waits that has guessed too often. */
    static final int WAIT_SECONDS = 6;

    private static final int TRIES = 10;
    private static final int PEERS = 256;
    private static final int SHORTEST = 20;
    private static final long REFILL_NANOS = WAIT_SECONDS * 1_000_000_000L;

    private final List<Known> known;
    private final LongSupplier nanos;
    private final Map<String, Guesses> guesses = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Known(byte[] digest, Caller caller) {}

    /** Guesses is how many wrong tokens a peer has shown, less those that time has forgiven. */
    private record Guesses(long count, long since) {}

    private Tokens(List<Known> known, LongSupplier nanos) {
        this.known = known;
        this.nanos = nanos;
    }

    /**
     * The tokens of a file with a line for each: {@code TOKEN,NAME,read} or {@code TOKEN,NAME,operate}; empty lines and those
     * that begin with # say nothing.
     */
    public static Tokens read(Path file, LongSupplier nanos) throws StartRefusal {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new StartRefusal("--tokens " + file + ": everybody may read it; run chmod 600 " + file);
            }
            var known = new ArrayList<Known>();
            List<String> lines = Files.readAllLines(file);
            for (int number = 1; number <= lines.size(); number++) {
                String line = lines.get(number - 1).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    known.add(known(file + ":" + number, line.split(",", -1)));
                }
            }
            return new Tokens(List.copyOf(known), nanos);
        } catch (IOException unreadable) {
            throw new StartRefusal("--tokens " + file + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Known known(String place, String[] fields) throws StartRefusal {
        boolean form = fields.length == 3
                && !fields[1].isBlank()
                && List.of("read", "operate").contains(fields[2].strip());
        if (!form) {
            throw new StartRefusal("--tokens " + place + ": write TOKEN,NAME,read or TOKEN,NAME,operate");
        }
        if (fields[0].strip().length() < SHORTEST) {
            throw new StartRefusal("--tokens " + place + ": a token of fewer than " + SHORTEST
                    + " characters can be guessed; make one with: openssl rand -hex 32");
        }
        return new Known(
                digest(fields[0].strip()),
                new Caller(fields[1].strip(), fields[2].strip().equals("operate")));
    }

    /** Whether there are any. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whose token it is; a wrong one is held against the peer. */
    synchronized Optional<Caller> find(String token, String peer) {
        byte[] digest = digest(token);
        Optional<Caller> found = Optional.empty();
        for (Known each : known) {
            if (MessageDigest.isEqual(each.digest(), digest)) {
                found = Optional.of(each.caller());
            }
        }
        if (found.isEmpty()) {
            Guesses before = forgiven(peer);
            guesses.remove(peer);
            guesses.put(peer, new Guesses(before.count() + 1, before.since()));
            if (guesses.size() > PEERS) {
                guesses.remove(guesses.keySet().iterator().next());
            }
        }
        return found;
    }

    /** Whether a peer has shown so many wrong tokens that it must wait. */
    synchronized boolean exhausted(String peer) {
        return forgiven(peer).count() >= TRIES;
    }

    private Guesses forgiven(String peer) {
        long now = nanos.getAsLong();
        Guesses before = guesses.getOrDefault(peer, new Guesses(0, now));
        long rounds = (now - before.since()) / REFILL_NANOS;
        return rounds >= before.count()
                ? new Guesses(0, now)
                : new Guesses(before.count() - rounds, before.since() + rounds * REFILL_NANOS);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
