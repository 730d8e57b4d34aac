package dev.voyage.resolve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Fixtures;
import dev.voyage.testsupport.WaitLimit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SesameDocumentTest {

    private static final String FOUND = """
            <?xml version="1.0" encoding="UTF-8"?>\r
            <Sesame><Target option="SNV"><name>x</name>\r
            <Resolver name="S=Simbad (via url)"><INFO>Zero</INFO></Resolver>\r
            <Resolver name="V1=VizieR (CDS)"><pm><jradeg>1</jradeg></pm><jradeg> 10.5 </jradeg>\r
            <jdedeg>-0.25</jdedeg><oname>{HIP} 123</oname></Resolver>\r
            <Resolver name="N=NED"><jradeg>99</jradeg><jdedeg>9</jdedeg></Resolver>\r
            </Target></Sesame>\r
            <!--- ====Done (2026-Feb-09,00:00:00z)==== -->\r
            """;

    @ParameterizedTest
    @CsvSource({
        "01-sesame/real-cds-2026/3c273.xml, 3C 273, BLL, 187.27791594, 2.05238823",
        "01-sesame/real-cds-2026/m87.xml, M 87, AGN, 187.70593077, 12.39112325",
        "reconstructed/sesame/3c105-ox-SNV.xml, 3C 105, Sy2, 61.81861303, 3.7071705",
    })
    void recordedAnswersAreRead(String file, String name, String type, double ra, double dec) {
        var answered = SesameDocument.read(Fixtures.bytes(file)).orElseThrow();

        assertThat(answered.mainName()).isEqualTo(name);
        assertThat(answered.type()).isEqualTo(type);
        assertThat(answered.resolver()).isEqualTo("Simbad");
        assertThat(answered.position().offsetArcmin(new SkyPosition(ra, dec))).isLessThan(0.01);
    }

    /** voyage requests XML; if a mirror returns another format, the next mirror is used. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-sesame/astropy/castor-all-2024.txt",
                "01-sesame/astropy/castor-simbad-2013.txt",
                "01-sesame/astropy/ngc3642-all-2020s.txt",
                "01-sesame/astropy/ngc3642-simbad-2013.txt",
                "01-sesame/astropy/ngc3642-vizier-2013.txt",
                "reconstructed/sesame/3c105-SNV-plain.txt",
                "reconstructed/sesame/not-found-plain.txt",
                "04-votable/pyvo-dal-query/basic.xml",
                "reconstructed/cone/cone-html-error-page.html",
                "06-listing/rclone/empty.html",
            })
    void whatIsNoSesameDocumentIsRefusedByName(String file) {
        byte[] document = Fixtures.bytes(file);

        assertThat(catchThrowableOfType(Problem.class, () -> SesameDocument.read(document)))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(ProblemType.MALFORMED))
                .hasMessageMatching("(?s)(the resolver's document is no XML|expected a Sesame document).*");
    }

    @Test
    void severalTargetsAndAliasesAndAnUndeclaredPrefixAreNoHindrance() {
        String document = """
                <Sesame xsi:noNamespaceSchemaLocation="https://vizier.cds.unistra.fr/xml/sesame_4x.xsd">
                <Target option="SNV"><name>nothing</name><INFO> *** Nothing found *** </INFO></Target>
                <Target option="SNV"><name>a</name>
                <Resolver name="Sca=Simbad (CfA, via client/server)"><INFO>from cache</INFO><oid>@1</oid>
                <jpos>00:00:01 -00:30:00</jpos><jradeg>0.0041667</jradeg><jdedeg>-0.5</jdedeg>
                <oname>{Cl*} NGC 1</oname><alias>{HIP} 1</alias><alias>HD&amp;1</alias></Resolver></Target></Sesame>
                <!--- ****Total of 1 crashes -->
                """;

        assertThat(SesameDocument.read(document.getBytes(UTF_8)))
                .contains(new SesameMatch("Simbad", "Cl* NGC 1", null, new SkyPosition(0.0041667, -0.5)));
    }

    @Test
    void notFoundIsTheAbsenceOfAPosition() {
        assertThat(SesameDocument.read(Fixtures.bytes("01-sesame/real-cds-2026/unknown.xml")))
                .isEmpty();
    }

    @Test
    void theFirstResolverWithAPositionDecides() {
        var answered = SesameDocument.read(FOUND.getBytes(UTF_8)).orElseThrow();

        assertThat(answered).isEqualTo(new SesameMatch("VizieR", "HIP 123", null, new SkyPosition(10.5, -0.25)));
    }

    @Test
    void aCutDocumentIsNoAnswer() {
        byte[] document = FOUND.getBytes(UTF_8);
        int end = FOUND.indexOf("</Sesame>");
        for (int length = 0; length < end; length++) {
            byte[] cut = java.util.Arrays.copyOf(document, length);

            assertThat(catchThrowableOfType(Problem.class, () -> SesameDocument.read(cut)))
                    .as("cut at %d", length)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><head><title>503</title></head></html>",
                "<!DOCTYPE html><html><body><p>Sorry<br></body></html>",
                "# 3C 105\t#Q22523669\n%J 61.81861303 +03.70717050",
                "<Sesame><Resolver><jradeg>400</jradeg><jdedeg>3</jdedeg></Resolver></Sesame>",
                "<Sesame><Resolver><jradeg>40</jradeg><jdedeg>93</jdedeg></Resolver></Sesame>",
                "<Sesame><Resolver><jradeg>NaN</jradeg><jdedeg>3</jdedeg></Resolver></Sesame>",
                "<Sesame><Resolver><jradeg>40</jradeg></Resolver></Sesame>",
                "<Sesame><Resolver><jradeg>a</jradeg><jdedeg>b</jdedeg></Resolver></Sesame>",
                "<Sesame>&undeclared;</Sesame>",
            })
    void whatIsNoAnswerIsMalformed(String document) {
        var problem = catchThrowableOfType(Problem.class, () -> SesameDocument.read(document.getBytes(UTF_8)));

        assertThat(problem.kind()).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void entitiesAreNotFollowed() {
        String bomb = "<!DOCTYPE Sesame [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
                + "<Sesame><Resolver><oname>&b;&f;</oname><jradeg>1</jradeg>"
                + "<jdedeg>1</jdedeg></Resolver></Sesame>";

        Assertions.assertTimeoutPreemptively(WaitLimit.TIME, () -> assertThat(
                        catchThrowableOfType(Problem.class, () -> SesameDocument.read(bomb.getBytes(UTF_8))))
                .isNotNull());
    }
}
