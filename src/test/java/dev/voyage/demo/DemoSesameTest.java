package dev.voyage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoSesameTest extends ArchiveTest {

    @Test
    void thePositionOf3C105IsTheRecordedOne() {
        var answer = get("/cgi-bin/nph-sesame/-oxp/SNV?3C%20105");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(text(answer))
                .contains("<jradeg>61.81861303</jradeg>", "<jdedeg>3.70717050</jdedeg>")
                .contains("<oname>3C 105</oname>");
    }

    @Test
    void caseAndBlanksDoNotCount() {
        assertThat(text(get("/viz-bin/nph-sesame/-oxp/SNV?3c105"))).contains("<jradeg>61.81861303</jradeg>");
        assertThat(text(get("/cgi-bin/nph-sesame/-oxp/SNV?%20vela%20%20PULSAR")))
                .contains("<oname>PSR B0833-45</oname>");
    }

    @Test
    void plainTextHasThePositionBehindJ() {
        assertThat(text(get("/cgi-bin/nph-sesame/SNV?3C%20105")))
                .contains("%J 61.81861303 +3.70717050 = 04:07:16.46 +03:42:25.8");
        assertThat(text(get("/cgi-bin/nph-sesame/SNV?eta%20Car"))).contains(" -59.68443085 = ");
    }

    @Test
    void anUnknownNameIsStatus200WithoutAPosition() {
        var xml = get("/cgi-bin/nph-sesame/-oxp/SNV?No%26such%3Cname");

        assertThat(xml.statusCode()).isEqualTo(200);
        assertThat(text(xml))
                .contains("*** NNNothing found ***", "<name>No&amp;such&lt;name</name>")
                .doesNotContain("jradeg");
        assertThat(text(get("/cgi-bin/nph-sesame/SNV?nobody")))
                .contains("Nothing found")
                .doesNotContain("%J");
    }
}
