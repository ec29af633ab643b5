package sre.orion.agent.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import sre.orion.agent.state.DurableFiles;

/**
 * HistoryLog is a small sorted map on disk: one line a change, {@code CRC KEY<TAB>VALUE}, an empty value meaning that the
 * key is gone. A line cut short by a crash is dropped when the file is read; what has grown to several times its content
 * is written anew. Nothing waits for the disk, so a loss of power may take the last changes, never the older ones.
 */
final class HistoryLog {
    private static final int CHECKSUM_LENGTH = 8;
    private static final long SLACK = 256 * 1024;

    private final Path file;
    private final SortedMap<String, String> entries = new TreeMap<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private FileChannel channel;
    private long liveBytes;
    private boolean damaged;
    private boolean behind;

    private HistoryLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the file, creating it if need be; a line that is no line makes {@link #damaged} true. */
    static HistoryLog open(Path file) throws IOException {
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        var log = new HistoryLog(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        int end = log.load(content);
        log.channel.truncate(end);
        log.channel.position(end);
        return log;
    }

    /** Whether lines before the last one could not be read; they are left out of {@link #entries}. */
    boolean damaged() {
        return damaged;
    }

    /** What the map holds, sorted by key. */
    SortedMap<String, String> entries() {
        return entries;
    }

    /** Sets a key; neither text may hold a line break, nor the key a tab. */
    void put(String key, String value) {
        if (value.isEmpty() || key.indexOf('\t') >= 0 || key.indexOf('\n') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not to be kept in a line: " + key);
        }
        String before = entries.put(key, value);
        if (!value.equals(before)) {
            liveBytes += size(key, value) - (before == null ? 0 : size(key, before));
            append(key, value);
        }
    }

    /** Removes a key. */
    void remove(String key) {
        String before = entries.remove(key);
        if (before != null) {
            liveBytes -= size(key, before);
            append(key, "");
        }
    }

    /** Hands all changes to the kernel. After a failure the next call writes the whole map anew. */
    void flush() throws IOException {
        if (pending.size() == 0 && !behind) {
            return;
        }
        var buffer = ByteBuffer.wrap(pending.toByteArray());
        pending.reset();
        if (behind || channel.position() + buffer.remaining() > 3 * liveBytes + SLACK) {
            rewrite();
            return;
        }
        behind = true;
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        behind = false;
    }

    /** Writes the file anew with nothing but what the map holds. */
    void rewrite() throws IOException {
        behind = true;
        var content = new ByteArrayOutputStream();
        entries.forEach((key, value) -> content.writeBytes(line(key, value)));
        pending.reset();
        DurableFiles.replace(file, content.toByteArray());
        channel.close();
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        channel.position(content.size());
        behind = false;
    }

    void close() throws IOException {
        flush();
        channel.close();
    }

    /** Reads all whole lines and gives the place after the last of them. */
    private int load(byte[] content) {
        int start = 0;
        for (int end = 0; end < content.length; end++) {
            if (content[end] == '\n') {
                apply(new String(content, start, end - start, StandardCharsets.UTF_8));
                start = end + 1;
            }
        }
        entries.forEach((key, value) -> liveBytes += size(key, value));
        return start;
    }

    private void apply(String line) {
        int tab = line.indexOf('\t');
        if (tab <= CHECKSUM_LENGTH || !line.startsWith(checksum(line.substring(CHECKSUM_LENGTH + 1)) + " ")) {
            damaged = true;
            return;
        }
        String key = line.substring(CHECKSUM_LENGTH + 1, tab);
        String value = line.substring(tab + 1);
        if (value.isEmpty()) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    private void append(String key, String value) {
        pending.writeBytes(line(key, value));
    }

    private static byte[] line(String key, String value) {
        String content = key + "\t" + value;
        return (checksum(content) + " " + content + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static int size(String key, String value) {
        return CHECKSUM_LENGTH + key.length() + value.length() + 3;
    }

    private static String checksum(String content) {
        var crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
