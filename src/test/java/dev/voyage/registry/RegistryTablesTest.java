package dev.voyage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.registry.RegistryTables.Described;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.MirrorsHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.DescribedColumn;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns and names of catalogues, as a registry knows them. */
class RegistryTablesTest {

    private static final List<String> COLUMNS =
            List.of("res_title", "table_name", "name", "datatype", "arraysize", "unit", "ucd", "column_description");

    @TempDir
    Path directory;

    private final MirrorsHttp http = new MirrorsHttp();

    private RegistryTables tables() {
        return new Registry(
                        PlainClients.regtap(http),
                        new VotableReader(VotableLimits.DEFAULT),
                        dev.voyage.testsupport.Settings.of(RegistryConfig.class),
                        List.of(URI.create("http://gavo.test/tap")),
                        directory,
                        new SetClock())
                .tables();
    }

    private Optional<Described> columns(String catalogue) {
        return tables().columns(catalogue, RequestContext.NONE).await().atMost(WaitLimit.TIME);
    }

    private List<String> near(String catalogue) {
        return tables().near(catalogue, RequestContext.NONE).await().atMost(WaitLimit.TIME);
    }

    private void known(String... tablesAndNames) {
        List<List<String>> rows = new ArrayList<>();
        for (String tableAndName : tablesAndNames) {
            String[] parts = tableAndName.split("/", -1);
            rows.add(List.of("A title", parts[0], parts[1], "double", "", "s", "time.duration", "How long"));
        }
        http.answers("gavo.test", Tap.answer(COLUMNS, rows));
    }

    private void ivoids(String... ivoids) {
        http.answers(
                "gavo.test",
                Tap.answer(List.of("ivoid"), Arrays.stream(ivoids).map(List::of).toList()));
    }

    @Test
    void columnsOfTheOnlyTableAreDescribed() {
        known("numaster/exposure_a", "numaster/\"Obs ID\"");

        Described described = columns("NuMaster").orElseThrow();

        assertThat(described.ivoid()).isEqualTo("ivo://nasa.heasarc/numaster");
        assertThat(described.title()).isEqualTo("A title");
        assertThat(described.registry()).isEqualTo("gavo.test");
        assertThat(described.columns())
                .containsExactly(
                        new DescribedColumn("exposure_a", "double", null, "s", "time.duration", "How long"),
                        new DescribedColumn("Obs ID", "double", null, "s", "time.duration", "How long"));
        assertThat(URLDecoder.decode(http.asks().get(0).text(), StandardCharsets.UTF_8))
                .contains("rr.table_column WHERE ivoid='ivo://nasa.heasarc/numaster'");
    }

    @Test
    void noneOfSeveralTablesIsChosen() {
        known("b.one/x", "b.two/y");

        assertThat(columns("ivo://v.test/b")).isEmpty();
        assertThat(columns("ivo://v.test/b#two").orElseThrow().columns())
                .extracting(DescribedColumn::name)
                .containsExactly("y");
        assertThat(columns("ivo://v.test/b#three")).isEmpty();
    }

    @Test
    void registryWithoutColumnsHasNone() {
        known();
        assertThat(columns("numaster")).isEmpty();
    }

    @Test
    void namesThatDifferByASlipAreSuggestedTheNearestFirst() {
        ivoids(
                "ivo://nasa.heasarc/numaster",
                "ivo://nasa.heasarc/nuaftl",
                "ivo://nasa.heasarc/numasters",
                "ivo://elsewhere/numastr");

        assertThat(near("numastr")).containsExactly("numaster", "numasters");
        assertThat(near("ivo://nasa.heasarc/Numastr"))
                .containsExactly("ivo://nasa.heasarc/numaster", "ivo://nasa.heasarc/numasters");
        assertThat(near("chandra")).isEmpty();
    }

    @Test
    void registryThatIsDownSuggestsNothing() {
        http.isDown("gavo.test");

        assertThat(tables().near("numastr", RequestContext.NONE).await().atMost(WaitLimit.TIME))
                .isEmpty();
    }
}
