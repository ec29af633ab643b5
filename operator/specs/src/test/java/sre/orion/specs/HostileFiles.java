package sre.orion.specs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HostileFiles is Compose files that ask for far more than a file may cost, by what each one is. */
final class HostileFiles {
    private static final String WEB = "services:\n  web:\n    image: a\n";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private HostileFiles() {}

    static Map<String, byte[]> all() {
        var hostile = new HostileFiles();
        hostile.bombs();
        hostile.bytes();
        hostile.crowdsOfComments();
        hostile.circles();
        hostile.templates();
        hostile.numbers();
        hostile.crowds();
        return hostile.files;
    }

    private void add(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String each(int count, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
    }

    private void bombs() {
        add(
                "a billion laughs",
                "a: &a0 [x,x,x,x,x,x,x,x,x]\n"
                        + each(
                                9,
                                i -> "b" + i + ": &a" + (i + 1) + " [" + ("*a" + i + ",").repeat(8) + "*a" + i
                                        + "]\n"));
        add("a list used 900 times", "a: &a [" + "x,".repeat(5_000) + "x]\nb: [" + "*a,".repeat(900) + "*a]\n");
        add("too many aliases", "a: &a [x]\nb: [" + "*a,".repeat(2_000) + "*a]\n");
        add(
                "merges of merges",
                "x0: &a0 {k0: 0}\n"
                        + each(800, i -> "x" + (i + 1) + ": &a" + (i + 1) + " {<<: *a" + i + ", k" + i + ": 1}\n"));
        add("an alias of itself", "services: &a {web: *a}\n");
        add("a merge of itself", "services:\n  web: &a\n    image: x\n    <<: *a\n");
        add("lists in lists", "x: " + "[".repeat(100_000) + "\n");
        add("closed lists in lists", "x: " + "[".repeat(2_000) + "]".repeat(2_000) + "\n");
        add("mappings in mappings", "x: " + "{a: ".repeat(50_000));
        add("indentation without end", each(1_000, i -> " ".repeat(i) + "a:\n"));
        add("sequences without end", "x: " + "- ".repeat(50_000) + "a\n");
    }

    private void bytes() {
        add("one byte too many", WEB + "#" + "x".repeat(1 << 20));
        add("a long comment", WEB + "#" + "pass ".repeat(40_000));
        add("a long comment that says secret", WEB + "# " + "pass".repeat(50_000) + "\n");
        add("a line without end", "services: " + "x".repeat(250_000));
        add("a key without end", "? " + "x".repeat(200_000) + "\n: 1\n");
        files.put("zeros", new byte[100_000]);
        byte[] noise = new byte[100_000];
        new java.util.Random(7).nextBytes(noise);
        files.put("noise", noise);
        files.put("UTF-16", WEB.getBytes(StandardCharsets.UTF_16));
        byte[] latin = WEB.replace('a', 'é').getBytes(StandardCharsets.ISO_8859_1);
        files.put("Latin-1", latin);
        byte[] encrypted = "\0GITCRYPT\0".getBytes(StandardCharsets.US_ASCII);
        files.put("encrypted", Arrays.copyOf(encrypted, 4_000));
        add("control characters", WEB + "    command: \u0001\u0002\n");
        add("tabs", "services:\n\tweb:\n\t\timage: a\n");
        add("a tag of another world", "services: !!javax.script.ScriptEngineManager [x]\n");
        add("a tag of Python", "services: !!python/object/apply:os.system [id]\n");
        add("5,000 documents", "---\n".repeat(5_000) + WEB);
        add("5,000 anchors", each(5_000, i -> "k" + i + ": &a" + i + " x\n"));
    }

    private void crowdsOfComments() {
        add("5,000 comments", WEB + "    # a comment\n".repeat(5_000) + "  db: {image: a}\n");
        add("5,000 comments before the next", WEB + "  # a comment\n".repeat(5_000) + "  db: {image: a}\n");
    }

    private void circles() {
        add("extends itself", WEB + "    extends: web\n");
        add(
                "extends in a circle",
                "services:\n" + each(500, i -> "  s" + i + ": {image: a, extends: s" + (i + 1) % 500 + "}\n"));
        add(
                "extends in a long chain",
                "services:\n  s400: {image: a}\n" + each(400, i -> "  s" + i + ": {extends: s" + (i + 1) + "}\n"));
        add("includes itself", "include: [compose.yaml]\n" + WEB);
        add("extends a service of itself", WEB + "    extends: {file: compose.yaml, service: web}\n");
        add(
                "depends in a circle",
                "services:\n" + each(900, i -> "  s" + i + ": {image: a, depends_on: [s" + (i + 1) % 900 + "]}\n"));
        add("reads a device", WEB + "    env_file: /dev/zero\n");
        add("includes a device", "include: [/dev/zero]\n");
    }

    private void templates() {
        add("defaults in defaults", WEB + "    command: " + "${A:-".repeat(5_000) + "}".repeat(5_000) + "\n");
        add("variables that never close", WEB + "    command: " + "${".repeat(50_000) + "\n");
        add("dollars", WEB + "    command: [\"" + "$".repeat(100_001) + "\"]\n");
        add("variables", WEB + "    command: [\"" + "${A:-x}".repeat(30_000) + "\"]\n");
        add("braces", WEB + "    command: [\"${A:-" + "{".repeat(60_000) + "}\"]\n");
        add("quotes", WEB + "    command: " + "\\'".repeat(50_000) + "\n");
        add("colons of a volume", WEB + "    volumes: [\"" + "a:".repeat(50_000) + "b\"]\n");
        add("colons of a port", WEB + "    ports: [\"" + "1:".repeat(50_000) + "1\"]\n");
        add("dots of a path", WEB + "    volumes: [\"./" + "../".repeat(50_000) + "a:/a\"]\n");
    }

    private void numbers() {
        add("every port", WEB + "    ports: [\"1-65535:1-65535\"]\n");
        add("every port 20 times", WEB + "    ports: [" + "\"1-65535:1-65535/udp\",".repeat(20) + "80]\n");
        add("a large exponent", WEB + "    cpus: 1e999999999\n");
        add("a large exponent as text", WEB + "    cpus: \"1e999999999\"\n    mem_limit: 1e99999999\n");
        add("a small exponent", WEB + "    cpus: \"1e-999999999\"\n");
        add("digits", WEB + "    mem_limit: " + "9".repeat(100_000) + "\n");
        add("digits of a port", WEB + "    ports: [" + "9".repeat(100_000) + "]\n");
        add("digits of a time", WEB + "    stop_grace_period: " + "9".repeat(100_000) + "h\n");
        add("octal digits", WEB + "    environment: {A: 0" + "7".repeat(100_000) + "}\n");
    }

    private void crowds() {
        add("a key 10,000 times", "services:\n" + "  a: {image: b}\n".repeat(10_000));
        add("2,000 unknown keys", WEB + each(2_000, i -> "    imagg" + i + ": x\n"));
        add("5,000 variables", WEB + "    environment:\n" + each(5_000, i -> "      A" + i + ": ${B" + i + "}\n"));
        add("200 services", "services:\n" + each(200, i -> "  s" + i + ": {image: a}\n"));
    }
}
