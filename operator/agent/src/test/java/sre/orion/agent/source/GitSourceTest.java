package sre.orion.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.state.StartRefusal;

class GitSourceTest {
    @TempDir
    Path repository;

    @TempDir
    Path state;

    private final FakeReader reader = new FakeReader();

    @BeforeEach
    void createRepository() throws Exception {
        git("init", "--quiet", "--initial-branch=main", ".");
        git("config", "user.email", "test@example.org");
        git("config", "user.name", "Test");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }

    private String commit(String file, String content) throws IOException, InterruptedException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, content);
        git("add", "--all");
        git("commit", "--quiet", "--message", "a change");
        return git("rev-parse", "HEAD");
    }

    private GitSource source(String branch, String path) throws StartRefusal {
        return GitSource.following(repository.toString(), branch, path, state.resolve("git"), reader);
    }

    private static String idOf(SourceResult result) {
        return switch (result) {
            case SourceResult.Loaded loaded -> loaded.revision().id();
            case SourceResult.Rejected rejected -> "rejected " + rejected.revision();
            case SourceResult.Unavailable unavailable -> "unavailable: " + unavailable.why();
        };
    }

    @Test
    void the_tip_of_the_branch_is_read_and_not_the_work_tree() throws Exception {
        String commit = commit("web.yaml", "committed");
        Files.writeString(repository.resolve("web.yaml"), "bad, and not committed");

        assertThat(idOf(source("main", "").read())).isEqualTo(commit);
        assertThat(reader.read).containsExactly("committed");
    }

    @Test
    void a_new_commit_is_followed_and_the_same_one_not_read_again() throws Exception {
        commit("web.yaml", "one");
        GitSource source = source("", "");
        SourceResult first = source.read();
        assertThat(source.read()).isSameAs(first);

        String second = commit("web.yaml", "two");

        assertThat(idOf(source.read())).isEqualTo(second);
        assertThat(reader.read).containsExactly("one", "two");
    }

    @Test
    void a_commit_that_could_not_be_read_is_read_again() throws Exception {
        String commit = commit("web.yaml", "one");
        GitSource source = source("main", "");
        reader.failing = true;
        assertThat(idOf(source.read())).isEqualTo("unavailable: no space left on device");

        reader.failing = false;

        assertThat(idOf(source.read())).isEqualTo(commit);
    }

    @Test
    void containers_mount_the_files_of_the_good_revision_from_one_place() throws Exception {
        commit("cortex/prometheus.yml", "scrape: often");
        commit("web.yaml", "one");
        GitSource source = source("main", "");
        source.read();
        Path mounted = source.base().resolve("cortex/prometheus.yml");
        assertThat(mounted).hasContent("scrape: often");
        Object inode = Files.getAttribute(mounted, "unix:ino");
        Object folder = Files.getAttribute(source.base().resolve("cortex"), "unix:ino");

        commit("cortex/prometheus.yml", "scrape: seldom");
        git("rm", "--quiet", "web.yaml");
        commit("web.yaml", "bad");
        source.read();
        assertThat(mounted).as("a bad revision changes nothing").hasContent("scrape: often");

        git("rm", "--quiet", "web.yaml");
        commit("other.yaml", "x");
        source.read();
        assertThat(mounted).hasContent("scrape: seldom");
        assertThat(Files.getAttribute(mounted, "unix:ino"))
                .as("a container that mounts the file alone sees the new content")
                .isEqualTo(inode);
        assertThat(source.base().resolve("web.yaml")).doesNotExist();
        assertThat(Files.getAttribute(source.base().resolve("cortex"), "unix:ino"))
                .isEqualTo(folder);
        assertThat(reader.bases).containsOnly(source.base());
    }

    @Test
    void a_folder_of_the_repository_can_be_named() throws Exception {
        commit("web.yaml", "at the root");
        commit("homelab/specs/web.yaml", "in the folder");

        source("main", "homelab/specs").read();

        assertThat(reader.read).containsExactly("in the folder");
        assertThat(idOf(source("main", "nowhere").read()))
                .startsWith("unavailable: ")
                .contains("nowhere");
    }

    @Test
    void a_branch_that_is_not_there_is_named() throws Exception {
        commit("web.yaml", "one");

        assertThat(idOf(source("production", "").read()))
                .startsWith("unavailable: " + repository + " branch production")
                .contains("refs/heads/production");
    }

    @Test
    void a_folder_that_is_no_repository_is_told_in_gits_own_words_without_its_advice(@TempDir Path plain)
            throws Exception {
        var source = GitSource.following(plain.toString(), "", "", state.resolve("git"), reader);

        assertThat(idOf(source.read()))
                .startsWith("unavailable: " + plain + ": fatal: ")
                .endsWith("does not appear to be a git repository; fatal: Could not read from remote repository.");
    }

    @Test
    void links_and_submodules_are_not_followed() throws Exception {
        commit("web.yaml", "one");
        Files.createSymbolicLink(repository.resolve("passwords"), Path.of("/etc/passwd"));
        git("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",module");
        git("add", "passwords");
        git("commit", "--quiet", "--message", "links");
        GitSource source = source("main", "");

        source.read();

        Path link = source.base().resolve("passwords");
        assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(link).hasContent("/etc/passwd");
        assertThat(source.base().resolve("module")).isEmptyDirectory();
    }

    @Test
    void no_hook_runs() throws Exception {
        Path proof = state.resolve("a-hook-ran");
        for (String hook : List.of("post-checkout", "reference-transaction", "post-index-change")) {
            Path script = repository.resolve(".git/hooks/" + hook);
            Files.writeString(script, "#!/bin/sh\ntouch " + proof + "\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        commit("web.yaml", "one");
        Files.deleteIfExists(proof);

        source("main", "").read();

        assertThat(proof).doesNotExist();
    }

    @Test
    void a_broken_mirror_is_made_anew() throws Exception {
        commit("web.yaml", "one");
        source("main", "").read();
        Path mirror = state.resolve("git/mirror.git");
        Files.createDirectories(mirror.resolve("refs/orion"));
        Files.writeString(mirror.resolve("refs/orion/head"), "no commit");
        Files.writeString(mirror.resolve("refs/orion/head.lock"), "");

        String second = commit("web.yaml", "two");

        assertThat(idOf(source("main", "").read())).isEqualTo(second);
    }

    @Test
    void a_repository_that_is_gone_is_unavailable_and_comes_back() throws Exception {
        String commit = commit("web.yaml", "one");
        GitSource source = source("main", "");
        Path away = state.resolve("away");
        Files.move(repository.resolve(".git"), away);
        assertThat(idOf(source.read())).startsWith("unavailable: ");

        Files.move(away, repository.resolve(".git"));

        assertThat(idOf(source.read())).isEqualTo(commit);
    }

    @Test
    void a_single_look_writes_to_its_scratch_folder_alone() throws Exception {
        String commit = commit("web.yaml", "one");
        Path scratch = Files.createDirectory(state.resolve("scratch"));

        var source = GitSource.once(repository.toString(), "main", "", scratch, state.resolve("git"), reader);

        assertThat(idOf(source.read())).isEqualTo(commit);
        assertThat(state.resolve("git")).doesNotExist();
        assertThat(reader.bases).containsExactly(state.resolve("git/tree"));
    }

    @Test
    void the_files_of_the_revision_are_copied_for_the_next_start() throws Exception {
        commit("cortex/web.yaml", "x");
        GitSource source = source("main", "");
        source.read();
        Path copy = Files.createDirectory(state.resolve("copy"));

        source.copyTo(copy);

        assertThat(copy.resolve("cortex/web.yaml")).hasContent("x");
    }

    @Test
    void a_server_that_never_answers_is_given_up_when_the_operator_ends() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://someone:secret@127.0.0.1:" + silent.getLocalPort() + "/specs.git";
            GitSource source = GitSource.following(url, "main", "", state.resolve("git"), reader);
            var results = new ArrayList<SourceResult>();
            Thread reading = Thread.ofPlatform().start(() -> results.add(source.read()));
            silent.accept().close();
            silent.accept();

            source.close();

            assertThat(reading.join(Duration.ofSeconds(10))).isTrue();
            assertThat(idOf(results.getFirst())).startsWith("unavailable: http://***@127.0.0.1");
        }
    }

    @Test
    void a_password_in_a_url_is_never_shown() throws Exception {
        var source = GitSource.following(
                "http://someone:secret@127.0.0.1:1/specs.git", "main", "", state.resolve("git"), reader);

        assertThat(idOf(source.read()))
                .startsWith("unavailable: ")
                .doesNotContain("secret")
                .contains("***@");
        assertThat(source.description()).isEqualTo("http://***@127.0.0.1:1/specs.git branch main");
        assertThat(source.interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--upload-pack=touch", "a..b", "a b", "a:b", "+main", "a^", "x\ny"})
    void what_is_no_branch_is_refused(String branch) {
        assertThatThrownBy(() -> source(branch, ""))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("--branch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../other", "a/../../b"})
    void a_path_outside_the_repository_is_refused(String path) {
        assertThatThrownBy(() -> source("main", path))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("--path");
    }

    @Test
    void a_local_path_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> GitSource.following("/no/such/place", "", "", state, reader))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("--git /no/such/place");
    }
}
