package sre.orion.agent.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import sre.orion.api.container.CopiedFile;

/**
 * TarBody is one file as a tar archive, in the {@code ustar} format (POSIX.1-1988) with the path in a {@code pax} record
 * (POSIX.1-2001) where its field is too short.
 */
public final class TarBody {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final char FILE = '0';
    private static final char EXTENDED = 'x';

    private TarBody() {}

    /** The archive. Its time is the beginning of time, so that equal files are equal requests. */
    public static byte[] of(CopiedFile file) {
        byte[] name = bytes(file.path());
        byte[] content = bytes(file.content().value());
        byte[] header = header(
                Arrays.copyOf(name, Math.min(name.length, LONGEST_NAME)),
                file.mode(),
                file.uid().orElse(0),
                file.gid().orElse(0),
                content.length,
                FILE);
        byte[] end = new byte[2 * BLOCK];
        return name.length <= LONGEST_NAME
                ? joined(header, padded(content), end)
                : joined(extended(name), header, padded(content), end);
    }

    /** A header that says the path of the file after it: {@code LENGTH path=NAME\n}, the length counting itself. */
    private static byte[] extended(byte[] name) {
        int rest = " path=\n".length() + name.length;
        int length = rest + 1;
        while (length != rest + Integer.toString(length).length()) {
            length = rest + Integer.toString(length).length();
        }
        byte[] record = joined(bytes(length + " path="), name, bytes("\n"));
        return joined(header(bytes("path"), 0, 0, 0, record.length, EXTENDED), padded(record));
    }

    private static byte[] header(byte[] name, int mode, int uid, int gid, int size, char type) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, octal(mode, 7));
        put(header, 108, octal(uid, 7));
        put(header, 116, octal(gid, 7));
        put(header, 124, octal(size, 11));
        put(header, 136, octal(0, 11));
        header[156] = (byte) type;
        put(header, 257, bytes("ustar\0" + "00"));
        put(header, 148, bytes("        "));
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, joined(octal(sum, 6), bytes("\0 ")));
        return header;
    }

    private static byte[] octal(int number, int digits) {
        return bytes(String.format(Locale.ROOT, "%0" + digits + "o", number));
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + BLOCK - 1) / BLOCK * BLOCK);
    }

    private static void put(byte[] into, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[0];
        for (byte[] part : parts) {
            int length = all.length;
            all = Arrays.copyOf(all, length + part.length);
            System.arraycopy(part, 0, all, length, part.length);
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
