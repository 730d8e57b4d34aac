package dev.voyage.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesReaderTest {

    private static TapLimits read(String inTap) {
        return both(inTap).sync();
    }

    private static CapabilitiesReader.ModeLimits both(String inTap) {
        return CapabilitiesReader.read(("<vosi:capabilities xmlns:vosi='v' xmlns:xsi='i'>"
                        + "<capability standardID='ivo://ivoa.net/std/VOSI#tables'>"
                        + "<outputLimit><hard unit='row'>1</hard></outputLimit></capability>"
                        + "<capability standardID='ivo://ivoa.net/std/TAP' xsi:type='tr:TableAccess'>" + inTap
                        + "</capability></vosi:capabilities>")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLimitsOfEachModeAreRead() {
        CapabilitiesReader.ModeLimits both = both("<uploadMethod ivo-id='ivo://ivoa.net/std/TAPRegExt#upload-http'/>"
                + "<uploadMethod ivo-id='ivo://ivoa.net/std/TAPRegExt#upload-inline'/>"
                + "<executionDuration><default>600</default><hard>3600</hard></executionDuration>"
                + "<executionDuration forMode='sync'><hard> 60 </hard></executionDuration>"
                + "<executionDuration forMode='async'><hard>5</hard></executionDuration>"
                + "<outputLimit><default unit='row'>2000</default><hard unit='row'>10000</hard></outputLimit>"
                + "<outputLimit forMode='async'><hard unit='row'>10</hard></outputLimit>"
                + "<uploadLimit><hard unit='row'>500</hard></uploadLimit>");

        TapLimits limits = both.sync();
        assertThat(limits.uploads()).isTrue();
        assertThat(limits.uploadRows()).hasValue(500);
        assertThat(limits.outputRows()).hasValue(10_000);
        assertThat(limits.duration()).contains(Duration.ofSeconds(60));
        assertThat(both.jobs().uploads()).isTrue();
        assertThat(both.jobs().uploadRows()).hasValue(500);
        assertThat(both.jobs().outputRows()).hasValue(10);
        assertThat(both.jobs().duration()).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "uploadLimit, sync, 500, async, 5000, true",
        "uploadLimit, sync, 500, sync, 400, true",
        "uploadLimit, sync, 1000, async, 5000, false",
        "uploadLimit, async, 500, async, 400, false",
        "outputLimit, sync, 2000, async, 100000, true",
        "outputLimit, sync, 20000, async, 100000, false",
        "executionDuration, sync, 30, async, 3600, true",
        "executionDuration, sync, 60, async, 3600, false",
        "executionDuration, '', 30, async, 3600, false",
    })
    void jobsAreUsedWhereTheirLimitsAreWider(
            String limit, String one, String value, String other, String otherValue, boolean narrower) {
        CapabilitiesReader.ModeLimits both = both(limit(limit, one, value) + limit(limit, other, otherValue));

        assertThat(both.sync().isNarrowerThan(both.jobs(), 1000, 20_000)).isEqualTo(narrower);
    }

    private static String limit(String name, String mode, String value) {
        return "<" + name + (mode.isEmpty() ? "" : " forMode='" + mode + "'") + "><hard>" + value + "</hard></" + name
                + ">";
    }

    @Test
    void aLimitInBytesIsOneOfRows() {
        assertThat(read("<uploadLimit><hard unit='byte'>128000</hard></uploadLimit>")
                        .uploadRows())
                .hasValue(1000);
        assertThat(read("<outputLimit><hard unit='byte'>128000</hard></outputLimit>")
                        .outputRows())
                .isEmpty();
    }

    @Test
    void aServiceMayStateNothing() {
        TapLimits limits = read("");

        assertThat(limits.uploads()).isFalse();
        assertThat(limits.uploadRows()).isEmpty();
        assertThat(limits.outputRows()).isEmpty();
        assertThat(limits.duration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Sorry</body></html>",
                "<capabilities><capability standardID='ivo://ivoa.net/std/TAP'>",
                "<capabilities><capability standardID='ivo://ivoa.net/std/TAPextra'/></capabilities>",
                "<!DOCTYPE c [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><c>&e;</c>",
            })
    void anyOtherDocumentIsMalformed(String document) {
        assertThatThrownBy(() -> CapabilitiesReader.read(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.class)
                .satisfies(why -> assertThat(((Problem) why).kind()).isEqualTo(ProblemType.MALFORMED));
    }
}
