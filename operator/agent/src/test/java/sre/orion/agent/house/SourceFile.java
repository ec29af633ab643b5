package sre.orion.agent.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One Java file of the project, and what about it is untidy. */
record SourceFile(String name, String text) {
    private static final int LONGEST_FILE = 450;
    private static final int LONGEST_FUNCTION = 60;

    /** Written in pieces, so that this file is tidy itself. */
    private static final Pattern LEFTOVER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|@Dis" + "abled|Thread\\s*\\.\\s*sl" + "eep|Moc" + "kito");

    /** Every Java file below the folders named, those of a build's output left out. */
    static List<SourceFile> below(Path root, String... folders) {
        return Stream.of(folders)
                .flatMap(folder -> javaFiles(root.resolve(folder)))
                .map(file -> new SourceFile(root.relativize(file).toString(), read(file)))
                .toList();
    }

    /** What is wrong with this file, each with its place. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        List<String> lines = text.lines().toList();
        if (lines.size() > LONGEST_FILE) {
            complaints.add(name + ": " + lines.size() + " lines, more than " + LONGEST_FILE);
        }
        for (int index = 0; index < lines.size(); index++) {
            var leftover = LEFTOVER.matcher(lines.get(index));
            if (leftover.find()) {
                complaints.add(name + ":" + (index + 1) + ": " + leftover.group());
            }
        }
        complaints.addAll(longFunctions());
        return complaints;
    }

    private List<String> longFunctions() {
        var source =
                new SimpleJavaFileObject(URI.create("string:///Source.java"), javax.tools.JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, problem -> {}, null, null, List.of(source));
        List<String> complaints = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new FunctionLengths(unit, Trees.instance(task).getSourcePositions(), complaints).scan(unit, null);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return complaints;
    }

    private final class FunctionLengths extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> complaints;

        FunctionLengths(CompilationUnitTree unit, SourcePositions positions, List<String> complaints) {
            this.unit = unit;
            this.positions = positions;
            this.complaints = complaints;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            long length = last - first + 1;
            if (length > LONGEST_FUNCTION) {
                complaints.add("%s:%d: %s has %d lines, more than %d"
                        .formatted(name, first, method.getName(), length, LONGEST_FUNCTION));
            }
            return super.visitMethod(method, null);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
