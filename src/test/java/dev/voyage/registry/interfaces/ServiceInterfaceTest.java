package dev.voyage.registry.interfaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Fixtures;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceInterfaceTest {

    private static final String CONE = "ivo://ivoa.net/std/conesearch";

    @Test
    void theStandardsOwnInterfaceOverHttpsIsTheBest() {
        ServiceInterface best = cone(CONE, "std", "base", "https://b.test/scs?");
        List<ServiceInterface> others = List.of(
                cone(CONE, "std", "base", "https://c.test/scs?"),
                cone(CONE, "std", "full", "https://a.test/scs?"),
                cone(CONE, "std", "base", "http://a.test/scs?"),
                cone(CONE + "#aux", "std", "base", "https://a.test/scs?"),
                cone(CONE, "", "base", "https://a.test/scs?"),
                cone(CONE, "std", "base", "nonsense"),
                cone("ivo://ivoa.net/std/tap#aux", "std", "base", "https://a.test/tap"),
                cone(CONE + "x", "std", "base", "https://a.test/x"),
                new ServiceInterface("https://a.test/s?", CONE, "vs:paramhttp", "std", "base", true, ""),
                new ServiceInterface("https://a.test/w", CONE, "vr:webbrowser", "std", "base", false, ""));
        List<ServiceInterface> all = new ArrayList<>(others);
        all.add(best);

        for (int i = 0; i < all.size(); i++) {
            Collections.rotate(all, 1);
            assertThat(ServiceInterface.best(all)).contains(best);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ivo://ivoa.net/std/conesearch, true",
        "ivo://ivoa.net/std/conesearch#aux, true",
        "ivo://ivoa.net/std/conesearch#query-1.1, true",
        "ivo://ivoa.net/std/conesearch2, false",
        "ivo://ivoa.net/std/sia, false",
        "'', false",
    })
    void capabilitiesOfAnyVersionAreConeSearches(String standard, boolean is) {
        assertThat(cone(standard, "std", "base", "https://a.test/?").isConeSearch())
                .isEqualTo(is);
    }

    @Test
    void anAuxiliaryCapabilityServesWhereThereIsNoOther() {
        var aux = cone(CONE + "#aux", "std", "base", "https://a.test/?");

        assertThat(ServiceInterface.best(List.of(aux))).contains(aux);
    }

    @ParameterizedTest
    @CsvSource({
        "regtap-numaster-binary.xml, https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table=numaster&",
        "regtap-numaster-tabledata.xml, https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table=numaster&",
        "regtap-numaster-two-cone-interfaces.xml, https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table=numaster&",
        "regtap-none-tabledata.xml, ",
    })
    void theRecordsOfNumasterGiveItsConeSearch(String file, String url) {
        var interfaces =
                rows(file).stream().flatMap(ServiceInterfaceTest::separate).toList();

        assertThat(ServiceInterface.best(interfaces)
                        .map(ServiceInterface::accessUrl)
                        .orElse(null))
                .isEqualTo(url);
    }

    /** The fixtures are responses to pyvo's query, which joins all interfaces of a record in one row. */
    private static Stream<ServiceInterface> separate(Row row) {
        List<String> urls = parts(row, "access_urls");
        List<String> standards = parts(row, "standard_ids");
        List<String> types = parts(row, "intf_types");
        List<String> roles = parts(row, "intf_roles");
        return IntStream.range(0, urls.size())
                .mapToObj(i ->
                        new ServiceInterface(urls.get(i), standards.get(i), types.get(i), roles.get(i), "", false, ""));
    }

    private static List<String> parts(Row row, String column) {
        return Arrays.asList(row.text(column).orElseThrow().split(":::py VO sep:::", -1));
    }

    private static List<Row> rows(String file) {
        var body = ByteBuffer.wrap(Fixtures.bytes("reconstructed/registry/" + file));
        return new VotableReader(VotableLimits.DEFAULT)
                .read(Multi.createFrom().item(body))
                .filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    private static ServiceInterface cone(String standard, String role, String use, String url) {
        return new ServiceInterface(url, standard, "vs:paramhttp", role, use, false, "");
    }
}
