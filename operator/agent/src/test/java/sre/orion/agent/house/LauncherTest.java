package sre.orion.agent.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.house.LauncherTree.Ended;

class LauncherTest {
    private static final String GREEN = "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0\\n";

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        tree = new LauncherTree(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "--yes", "up2"})
    void an_unknown_or_missing_command_gets_the_usage_and_exit_2(String command) throws Exception {
        Ended ended = tree.orion(command);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("usage: ./orion COMMAND");
        assertThat(tree.newCalls()).isEmpty();
    }

    @Test
    void a_command_builds_what_is_missing_once_and_then_becomes_java() throws Exception {
        Ended first = tree.orion("up", "--specs", "my specs");
        List<String> calls = tree.newCalls();
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(calls).hasSize(5);
        assertThat(calls.get(0)).startsWith("mvn ").contains("-DskipTests");
        assertThat(calls.get(1)).contains("NewerClassFiles.java").contains("/lib/agent.jar");
        assertThat(calls.get(2)).contains("-XX:AOTCacheOutput=").endsWith("sre.orion.agent.Main warm-up");
        assertThat(calls.get(3))
                .contains("-XX:AOTCacheOutput=")
                .doesNotContain("agent.jar")
                .endsWith("sre.orion.cli.Main warm-up");
        assertThat(calls.get(4))
                .contains("-XX:AOTCache=" + tree.root() + "/target/orion/orion.aot")
                .contains("-cp " + tree.root() + "/target/orion/lib/agent.jar:")
                .endsWith("sre.orion.agent.Main up --specs my specs");

        tree.orion("up");
        assertThat(tree.newCalls()).singleElement().asString().startsWith("java ");
    }

    @Test
    void it_is_called_through_a_link_from_any_folder_and_stays_there() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), tree.root().resolve("orion"));

        Ended ended = tree.run(elsewhere, List.of(link.toString(), "render", "--out", "here"));

        assertThat(ended.out()).isEqualTo("folder " + elsewhere + "\n");
        assertThat(tree.newCalls()).last().asString().endsWith("sre.orion.agent.Main render --out here");
    }

    @ParameterizedTest
    @CsvSource({
        "build, 'sre.orion.cli.Main warm-up'",
        "up, 'sre.orion.agent.Main up'",
        "plan, 'sre.orion.agent.Main plan'",
        "render, 'sre.orion.agent.Main render'",
        "ctl, 'sre.orion.cli.Main'",
        "demo, 'sre.orion.fixtures.demo.Main'",
        "bench, 'sre.orion.fixtures.bench.Main'"
    })
    void every_command_takes_yes_before_and_after_and_passes_it_to_nobody(String command, String call)
            throws Exception {
        assertThat(tree.orion("--yes", command).status()).isZero();
        assertThat(tree.newCalls()).last().asString().endsWith(call);
        assertThat(tree.orion(command, "--yes").status()).isZero();
        assertThat(tree.newCalls()).noneMatch(line -> line.contains("--yes"));
    }

    @Test
    void a_touched_source_is_not_built_again_but_a_changed_or_removed_one_is() throws Exception {
        Path source = tree.root().resolve("reconcilers/Source.java");
        tree.orion("build");
        tree.newCalls();

        LauncherTree.touch(source);
        tree.orion("build");
        assertThat(tree.newCalls()).isEmpty();

        LauncherTree.write(source, "class Source { int more; }");
        LauncherTree.touch(source);
        tree.orion("build");
        assertThat(tree.newCalls()).hasSize(4).first().asString().startsWith("mvn ");

        Files.delete(source);
        LauncherTree.touch(tree.root().resolve("reconcilers"));
        tree.orion("build");
        assertThat(tree.newCalls()).hasSize(4);
    }

    @Test
    void two_at_once_build_once() throws Exception {
        String both = "'orion tree/orion' up & 'orion tree/orion' plan; wait";

        Ended ended = tree.run(folder, List.of("bash", "-c", both));

        assertThat(ended.status()).isZero();
        assertThat(tree.newCalls()).filteredOn(call -> call.startsWith("mvn ")).hasSize(1);
    }

    @Test
    void a_failing_build_shows_the_errors_and_leaves_nothing_that_could_be_run() throws Exception {
        tree.setEnvironment("MAVEN_SAYS", "[INFO] noise\\n[ERROR] Source.java:[3,5] wrong\\n");
        tree.setEnvironment("MAVEN_ENDS", "1");

        Ended ended = tree.orion("plan");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("[ERROR] Source.java:[3,5] wrong").doesNotContain("noise");
        assertThat(tree.root().resolve("target/orion")).doesNotExist();
    }

    @Test
    void without_an_aot_cache_it_goes_on_and_says_so() throws Exception {
        Path java = Path.of(tree.jdk("jdk-25", "25.0.3").toString(), "bin/java");
        Files.writeString(java, "#!/bin/bash\necho \"java $*\" >>\"$CALLS\"\n");

        Ended ended = tree.orion("up");

        assertThat(ended.status()).isZero();
        assertThat(ended.err()).contains("no AOT cache could be made");
        assertThat(tree.newCalls()).last().asString().doesNotContain("-XX:AOT").endsWith("Main up");
    }

    /** Its warnings go to standard output by default, where {@code plan -o json} writes. */
    @Test
    void a_cache_that_the_virtual_machine_cannot_use_spoils_no_output() throws Exception {
        Path java = Path.of(tree.jdk("jdk-25", "25.0.3").toString(), "bin/java");
        Files.writeString(java, """
                #!/bin/bash
                for argument in "$@"; do case $argument in -XX:AOTCacheOutput=*) echo damaged >"${argument#*=}"; exit ;; esac; done
                exec REAL "$@"
                """.replace(
                "REAL", Path.of(System.getProperty("java.home"), "bin", "java").toString()));

        Ended ended = tree.orion("plan");

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("sre.orion.agent.Main");
    }

    @Test
    void the_jdk_is_java_home_then_an_installed_one_then_the_one_on_the_path() throws Exception {
        Path wrong = tree.jdk("jdk-21", "21.0.2");
        Path installed = tree.jdk("jdk-25-installed", "25");
        String find = ". 'orion tree/operator/launch/machine.sh'; find_jdk " + folder + "/installed; echo \"$? $jdk\"";
        Path installedFolder = Files.createDirectories(folder.resolve("installed"));
        List<String> command = List.of("bash", "-c", find);

        assertThat(tree.run(folder, command).out()).startsWith("0 ").endsWith("/jvm/jdk-25\n");

        tree.setEnvironment("JAVA_HOME", wrong.toString());
        assertThat(tree.run(folder, command).out()).startsWith("1 ");

        Files.createSymbolicLink(folder.resolve("bin/javac"), installed.resolve("bin/javac"));
        assertThat(tree.run(folder, command).out()).isEqualTo("0 " + installed + "\n");

        Files.createSymbolicLink(installedFolder.resolve("a-21"), wrong);
        Files.createSymbolicLink(installedFolder.resolve("b-25"), tree.jdk("jdk-25-other", "25.0.1"));
        assertThat(tree.run(folder, command).out()).isEqualTo("0 " + folder + "/installed/b-25\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "test"})
    void what_is_missing_and_may_not_be_installed_is_said_in_one_line(String command) throws Exception {
        tree.removeTool("mvn");

        Ended ended = tree.orion(command);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .matches("orion: this machine lacks maven[ :(].*")
                .doesNotContain("maven maven");
        assertThat(tree.newCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "bench", "test"})
    void private_engines_need_root_and_who_is_not_is_told_before_anything_is_built(String command) throws Exception {
        tree.setEnvironment("USER_ID", "1000");

        Ended ended = tree.orion(command);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines()).singleElement().asString().contains("root: sudo ./orion " + command);
        assertThat(tree.newCalls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'" + GREEN + GREEN + "[INFO] BUILD SUCCESS\\n', 0, 'Tests run: 8, Failures: 0, Errors: 0, Skipped: 0'",
        "'" + GREEN + "[WARNING] Tests run: 2, Failures: 0, Errors: 0, Skipped: 1\\nBUILD SUCCESS\\n', 1, 'Skipped: 1'",
        "'[INFO] BUILD SUCCESS\\n', 1, 'Tests run: 0'",
        "'" + GREEN + "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0\\nBUILD SUCCESS\\n', 1, 'Failures: 1'",
        "'" + GREEN + "[ERROR] Tests run: 2, Failures: 0, Errors: 1, Skipped: 0\\nBUILD SUCCESS\\n', 1, 'Errors: 1'",
        "'" + GREEN + "', 1, 'Tests run: 4'"
    })
    void a_test_run_fails_when_a_test_failed_was_skipped_or_none_ran(String says, int status, String line)
            throws Exception {
        tree.orion("build");
        tree.setEnvironment("MAVEN_SAYS", says);

        Ended ended = tree.orion("test", "--no-engine");

        assertThat(ended.status()).as(ended.err()).isEqualTo(status);
        assertThat(ended.out()).contains(line);
        assertThat(ended.err()).contains("LEFT OUT by --no-engine");
    }

    @ParameterizedTest
    @CsvSource({
        "--no-engine, '-Dorion.excludedTags=engine | long '",
        "--no-engine --long, '-Dorion.excludedTags=engine '",
        "--no-engine --seeds 500, '-Dorion.seeds=500 '"
    })
    void a_test_run_leaves_out_what_it_was_told_to(String arguments, String property) throws Exception {
        tree.orion("build");
        tree.newCalls();
        tree.setEnvironment("MAVEN_SAYS", GREEN + "BUILD SUCCESS\\n");

        tree.orion(("test " + arguments).split(" "));

        assertThat(tree.newCalls())
                .singleElement()
                .asString()
                .contains(property)
                .endsWith(" verify");
    }

    @ParameterizedTest
    @CsvSource({
        "test, --seeds",
        "test, --seeds 0",
        "test, --seeds many",
        "test, --fast",
        "build, all",
        "demo, --fast",
        "bench, 3"
    })
    void a_wrong_argument_is_named_before_anything_is_built(String command, String arguments) throws Exception {
        Ended ended = tree.orion((command + " " + arguments).split(" "));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines()).singleElement().asString().startsWith("orion: " + command);
        assertThat(tree.newCalls()).isEmpty();
    }
}
