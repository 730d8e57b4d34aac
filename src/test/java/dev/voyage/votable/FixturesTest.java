package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Cuts;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.VotableEvent.Overflow;
import dev.voyage.votable.event.VotableEvent.TableEnd;
import dev.voyage.votable.table.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of real services, and reconstructed ones, each with its expected result in votables.csv. */
class FixturesTest {

    record Expected(String path, int columns, int rows, int descriptors, boolean overflow, String problem) {

        static Expected of(String line) {
            List<String> cells = List.of(line.split(" \\| ", -1));
            return new Expected(
                    cells.get(0),
                    Integer.parseInt(cells.get(1)),
                    Integer.parseInt(cells.get(2)),
                    Integer.parseInt(cells.get(3)),
                    cells.get(4).equals("overflow"),
                    cells.get(5).equals("not") ? null : cells.get(5));
        }

        String folder() {
            return path.substring(0, path.lastIndexOf('/'));
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static List<Expected> all() throws IOException {
        return Files.readAllLines(Reader.FIXTURES.resolve("votables.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Expected::of)
                .toList();
    }

    static Stream<Expected> readable() throws IOException {
        return all().stream().filter(expected -> expected.problem() == null);
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsReadAsItsIndexSays(Expected expected) {
        byte[] document = Reader.fixture(expected.path());
        // an odd size of pieces, so that every fixture is also read in parts
        for (List<ByteBuffer> pieces : List.of(List.of(ByteBuffer.wrap(document)), Cuts.random(document, 997, 1))) {
            Reader read = Reader.following(pieces, expected.folder());

            assertThat(read.rows()).hasSize(expected.rows());
            assertThat(read.refusals()).isEmpty();
            assertThat(read.descriptors()).hasSize(expected.descriptors());
            assertThat(!read.all(Overflow.class).isEmpty()).isEqualTo(expected.overflow());
            if (expected.problem() == null) {
                assertThat(read.failure()).isNull();
                assertThat(read.columns().size()).isEqualTo(expected.columns());
                assertThat(read.all(TableEnd.class)).containsExactly(new TableEnd(expected.rows()));
            } else {
                assertThat(read.failure()).isInstanceOf(Problem.class);
                assertThat(read.problem().replaceAll("[\"\\\\]", "")).startsWith(expected.problem());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readable")
    void itsRowsEqualThoseOfStil(Expected expected) throws IOException {
        Path file = Reader.FIXTURES.resolve(expected.path());
        List<ByteBuffer> pieces = List.of(ByteBuffer.wrap(Files.readAllBytes(file)));

        List<Row> ours = Reader.following(pieces, expected.folder()).rows();

        assertThat(Stil.differences(Stil.rows(file), ours)).isEmpty();
    }

    @Test
    void theThreeSerializationsOfThe3c105ConeAreOneTable() {
        List<String> tables = Stream.of("tabledata.xml", "binary.xml", "binary2.xml", "tabledata.xml.gz")
                .map(name -> "reconstructed/cone/cone-3c105-" + name)
                .map(path -> Reader.of(Reader.fixture(path)).rows())
                .map(rows -> rows.stream().map(Row::toMap).toList().toString())
                .toList();

        assertThat(tables).containsOnly(tables.get(0));
        assertThat(tables.get(0))
                .startsWith("[{__row=3578, name=3C105, ra=61.8022, dec=3.6837, time=56338.0876,"
                        + " obsid=60061044002, status=archived, exposure_a=4807.3775,");
    }

    @Test
    void anUnobservedTargetHasNoPublicDate() {
        for (String form : List.of("tabledata", "binary", "binary2")) {
            String path = "reconstructed/cone/cone-mixed-status-" + form + ".xml";
            List<Object> dates = Reader.of(Reader.fixture(path)).rows().stream()
                    .map(row -> row.toMap().get("public_date"))
                    .toList();

            assertThat(dates).contains((Object) null).contains(57112).doesNotContain(Integer.MIN_VALUE);
        }
    }

    @Test
    void theServiceOfTheConeNamesTheColumnByItsId() {
        Reader read = Reader.of(Reader.fixture("reconstructed/cone/cone-3c105-binary.xml"));

        ServiceDescriptor service = read.descriptors().get(0);
        assertThat(service.isDatalink()).isTrue();
        assertThat(service.accessUrl()).isEqualTo("https://heasarc.gsfc.nasa.gov/xamin/vo/datalink/numaster");
        String ref = service.rowParam().orElseThrow().ref();
        assertThat(read.columns().at(read.columns().withId(ref).orElseThrow()).name())
                .isEqualTo("obsid");
    }
}
