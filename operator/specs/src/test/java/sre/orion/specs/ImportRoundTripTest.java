package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is rendered from an import is a Compose file too: imported itself, it gives the same rendering. */
class ImportRoundTripTest {
    @TestFactory
    List<DynamicTest> theRenderingOfAnImportIsImportedAsItself() throws IOException {
        try (Stream<Path> all = Files.list(Imported.FILES)) {
            return all.sorted()
                    .map(folder -> DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), () -> {
                        String rendered = Imported.folder(folder).renderedFile();
                        assertThat(Imported.file("/elsewhere", rendered).renderedFile())
                                .isEqualTo(rendered);
                    }))
                    .toList();
        }
    }
}
