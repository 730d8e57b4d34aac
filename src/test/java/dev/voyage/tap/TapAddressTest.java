package dev.voyage.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TapAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://archive.test/tap#numaster, https://archive.test/tap, numaster",
        "https://archive.test/xamin/vo/tap/#public.numaster, https://archive.test/xamin/vo/tap, public.numaster",
        "http://archive.test:8080/TAPVizieR/tap/sync#II/246/out, http://archive.test:8080/TAPVizieR/tap, II/246/out",
        "https://archive.test/tap#%22a%20b%22, https://archive.test/tap, '\"a b\"'",
    })
    void aTableBehindTheHashOfATapService(String text, String base, String table) {
        TapAddress address = TapAddress.in(text).orElseThrow();

        assertThat(address.base()).hasToString(base);
        assertThat(address.table()).isEqualTo(table);
        assertThat(TapAddress.in(address.toString())).contains(address);
        assertThat(address.sync()).hasToString(base + "/sync");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numaster",
                "ivo://org.gavo.dc/tap#gaia.dr3lite",
                "https://archive.test/tap",
                "https://archive.test/tap#",
                "https://archive.test/cone?table=t&",
                "https://archive.test/cone#t",
                "https://archive.test/tap?x=1#t",
            })
    void everythingElseIsNone(String text) {
        assertThat(TapAddress.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://archive.test/tap#it's",
                "https://archive.test/tap#täble",
                "https://archive.test/tap#a%0Ab",
                "https://user:pw@archive.test/tap#t"
            })
    void aNameThatCannotBeQueriedIsRefused(String text) {
        assertThatThrownBy(() -> TapAddress.in(text))
                .isInstanceOf(Problem.class)
                .satisfies(
                        refused -> assertThat(((Problem) refused).members()).containsEntry("parameter", "catalogue"));
    }

    @ParameterizedTest
    @CsvSource({
        "numaster, numaster",
        "nustar.numaster, nustar.numaster",
        "II/246/out, '\"II/246/out\"'",
        "J/A+A/1.5/t, '\"J/A+A/1.5/t\"'",
        "'\"II/246/out\"', '\"II/246/out\"'",
        "viz.\"II/246/out\", viz.\"II/246/out\"",
        "public.user, '\"public\".\"user\"'",
        "a.b.c.d, '\"a.b.c.d\"'",
    })
    void tablesAreQuotedWhereTheyMustBe(String name, String written) {
        assertThat(AdqlIdentifier.table(name)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "exposure_a, exposure_a",
        "dec, dec",
        "time, '\"time\"'",
        "Size, '\"Size\"'",
        "__row, '\"__row\"'",
        "e-mag, '\"e-mag\"'",
        "'a\"b', '\"a\"\"b\"'",
        "'\"time\"', '\"time\"'",
    })
    void columnsAreQuotedWhereTheyMustBe(String name, String written) {
        assertThat(AdqlIdentifier.column(name)).isEqualTo(written);
    }

    @Test
    void aServiceOfTheRegistryMayHaveAnyPath() {
        var address = new TapAddress(URI.create("https://archive.test/argus/?"), "caom2.Plane");

        assertThat(address).hasToString("https://archive.test/argus#caom2.Plane");
        assertThat(TapAddress.recorded(address.toString())).isEqualTo(address);
        assertThatThrownBy(() -> new TapAddress(URI.create("https://archive.test/tap?x=1"), "t"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void literalsAreEscaped() {
        assertThat(AdqlIdentifier.literal("it's")).isEqualTo("'it''s'");
    }
}
