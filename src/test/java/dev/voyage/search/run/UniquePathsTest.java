package dev.voyage.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniquePathsTest {

    private final UniquePaths paths = new UniquePaths();

    @Test
    void aFolderIsOneObservations() {
        assertThat(paths.place("A", "", "obs/a.txt")).isEqualTo("obs/a.txt");
        assertThat(paths.place("A", "", "obs/b/c.txt")).isEqualTo("obs/b/c.txt");
        String other = paths.place("B", "", "obs/a.txt");
        assertThat(other).matches("obs~[0-9a-f]{16}/a\\.txt");
        assertThat(paths.place("B", "", "obs/b.txt")).isEqualTo(other.replace("a.txt", "b.txt"));
        assertThat(paths.place("B", "c/", "obs/a.txt"))
                .as("of another catalogue")
                .isEqualTo("c/obs/a.txt");
    }

    @Test
    void anObservationsOwnDigitsAreUsed() {
        paths.place("A", "", "A/a.txt");

        assertThat(paths.place("A~0123456789abcdef", "", "A/a.txt")).isEqualTo("A~0123456789abcdef/a.txt");
    }

    @ParameterizedTest
    @CsvSource({"abc, ABC", "abc, 'abc '", "abc, abc.", "ä, a\u0308", "STRASSE, strasse"})
    void namesThatADiskMayTakeForTheSameAre(String one, String other) {
        assertThat(paths.place("A", "", one + "/x")).isEqualTo(one + "/x");
        assertThat(paths.place("B", "", other + "/x")).startsWith(other + "~").endsWith("/x");
    }

    @Test
    void aFileMetTwiceInAnObservationHasANumber() {
        assertThat(paths.place("A", "", "A/x")).isEqualTo("A/x");
        assertThat(paths.place("A", "", "A/x")).isEqualTo("A/x~2");
        assertThat(paths.place("A", "", "A/x")).isEqualTo("A/x~3");
        assertThat(paths.place("A", "", "A/x~2")).isEqualTo("A/x~2~2");
    }

    @Test
    void whatAnEarlierLifeGaveStaysItsObservations() {
        paths.take("cat/obs/a.txt", "cat/A", "cat/");

        assertThat(paths.place("cat/A", "cat/", "obs/a.txt")).isEqualTo("cat/obs/a.txt~2");
        assertThat(paths.place("cat/B", "cat/", "obs/a.txt")).matches("cat/obs~[0-9a-f]{16}/a\\.txt");
    }

    @Test
    void aLongNameIsCutSoThatADiskTakesIt() {
        String longest = "ü".repeat(127);
        paths.place("A", "", longest + "/x");

        String folder = paths.place("B", "", longest + "/x").replace("/x", "");

        assertThat(folder.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
        assertThat(folder).matches("ü+~[0-9a-f]{16}");
    }

    record File(String observation, String listed) {}

    @Provide
    Arbitrary<List<File>> files() {
        Arbitrary<String> observations =
                Arbitraries.of("A", "a", "B", "A ", "A~0123456789abcdef", "A~0123456789abcdee", "..", "row~1");
        Arbitrary<String> folders =
                Arbitraries.of("A", "a", "A ", "obs", "OBS", "A~0123456789abcdef", "a~0123456789abcdef", "obs~2", "x.");
        Arbitrary<String> names = Arbitraries.of("f", "f~2", "g/f", "F");
        return Combinators.combine(observations, folders, names)
                .as((observation, folder, name) -> new File(observation, folder + "/" + name))
                .list()
                .ofMaxSize(40);
    }

    @Property
    void noTwoObservationsEverShareAFolderAndNoPathIsGivenTwice(@ForAll("files") List<File> files) {
        var all = new UniquePaths();
        var owners = new HashMap<String, String>();
        var given = new HashMap<String, File>();
        for (File file : files) {
            String path = all.place(file.observation(), "", file.listed());
            String folder = path.substring(0, path.indexOf('/')).toLowerCase(Locale.ROOT);
            assertThat(given.put(path, file)).isNull();
            assertThat(owners.computeIfAbsent(folder, free -> file.observation()))
                    .isEqualTo(file.observation());
        }
    }
}
