import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * NewerClassFiles brings the classes of jars up to a version that the ahead-of-time cache takes. It takes none from before
 * Java 6 once they are linked: they have no stack maps, so each start verifies them in the slow way of old. picocli is compiled
 * for Java 5, which costs orionctl a hundred milliseconds. What the classes do stays the same: they only get stack maps.
 *
 * <p>Usage: {@code java NewerClassFiles.java JAR...}; each is changed in place, or left if it has no such class.
 */
final class NewerClassFiles {
    private final FileSystem jar;
    private final ClassFile classFile;

    private NewerClassFiles(FileSystem jar) {
        this.jar = jar;
        var hierarchy = ClassHierarchyResolver.ofResourceParsing(type -> {
                    String name = type.descriptorString();
                    Path path = jar.getPath(name.substring(1, name.length() - 1) + ".class");
                    try {
                        return Files.exists(path) ? Files.newInputStream(path) : null;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
        classFile = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy.cached()));
    }

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            try (FileSystem opened = FileSystems.newFileSystem(Path.of(jar))) {
                new NewerClassFiles(opened).rewrite();
            }
        }
    }

    private void rewrite() throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(jar.getPath("/"))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            ClassModel model = classFile.parse(file);
            if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
                Files.write(file, newer(model));
            }
        }
    }

    private byte[] newer(ClassModel old) {
        return classFile.build(old.thisClass().asSymbol(), builder -> {
            for (ClassElement element : old) {
                switch (element) {
                    case ClassFileVersion _ -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    case MethodModel method ->
                        builder.withMethod(
                                method.methodName(), method.methodType(), method.flags().flagsMask(), copy -> {
                                    for (MethodElement part : method) {
                                        switch (part) {
                                            case CodeModel code -> copy.withCode(instructions -> code.forEach(instructions));
                                            case MethodElement other -> copy.with(other);
                                        }
                                    }
                                });
                    case ClassElement other -> builder.with(other);
                }
            }
        });
    }
}
