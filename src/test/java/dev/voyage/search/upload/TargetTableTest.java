package dev.voyage.search.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Common tables of targets. */
class TargetTableTest {

    private static List<Target> read(String text) {
        return TargetTable.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Target at(String name, double raDeg, double decDeg) {
        return new Target(name, new SkyPosition(raDeg, decDeg));
    }

    private static String votable(String fields, String rows) {
        return """
                <?xml version="1.0"?>
                <VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
                %s<DATA><TABLEDATA>%s</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """.formatted(fields, rows);
    }

    private static final String BY_UCD = """
            <FIELD name="alpha" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
            <FIELD name="delta" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
            <FIELD name="what" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
            """;

    @Test
    void aVotableIsReadByItsUcds() {
        assertThat(read(votable(
                        BY_UCD,
                        "<TR><TD>61.8</TD><TD>3.7</TD><TD>3C 105</TD></TR>"
                                + "<TR><TD/><TD/><TD>Vela</TD></TR><TR><TD>1</TD><TD>-2</TD><TD/></TR>")))
                .containsExactly(at("3C 105", 61.8, 3.7), Target.named("Vela"), at(null, 1, -2));
    }

    @Test
    void aVotableMayBeZipped() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(votable(BY_UCD, "<TR><TD>1</TD><TD>2</TD><TD>x</TD></TR>").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(TargetTable.read(bytes.toByteArray())).containsExactly(at("x", 1, 2));
    }

    @Test
    void hoursAndDegreesAreReadWhereColumnsAreText() {
        String fields = """
                <FIELD name="RAJ2000" datatype="char" arraysize="*" unit="&quot;h:m:s&quot;" ucd="pos.eq.ra;meta.main"/>
                <FIELD name="DEJ2000" datatype="char" arraysize="*" unit="&quot;d:m:s&quot;" ucd="pos.eq.dec;meta.main"/>
                """;
        Target target = read(votable(fields, "<TR><TD>04 07 16.5</TD><TD>+03 42 26</TD></TR>"))
                .get(0);

        assertThat(target.position().raDeg()).isCloseTo(61.81875, Offset.offset(1e-6));
        assertThat(target.position().decDeg()).isCloseTo(3.707222, Offset.offset(1e-6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    name,ra,dec#3C 105,61.8,3.7                         | 3C 105 61.8 3.7
                    Name;RA;Dec#3C 105;61.8;3.7                         | 3C 105 61.8 3.7
                    RAJ2000,DEJ2000,target#61.8,3.7,"3C 105"            | 3C 105 61.8 3.7
                    # made by hand##object,ra,dec#"3C 105", 61.8 , 3.7  | 3C 105 61.8 3.7
                    ra,dec#61.8,3.7                                     | null 61.8 3.7
                    name#3C 105                                         | 3C 105
                    "name"#"3C 105"                                     | 3C 105
                    id,ra,dec#3C 105,,                                  | 3C 105
                    main_id,flux,more#3C 105,7                          | 3C 105
                    Name,RA (deg),Dec [degrees]#3C 105,61.8,3.7         | 3C 105 61.8 3.7
                    Name,RA[J2000],Dec (J2000)#3C 105,61.8,3.7          | 3C 105 61.8 3.7
                    Name,RA (hours),Dec (°)#3C 105,4.5,3.7              | 3C 105 67.5 3.7
                    RA (h),Dec#4.5,−3.7                            | null 67.5 -3.7
                    name,Right Ascension,declination#3C 105,61.8,3.7    | 3C 105 61.8 3.7
                    """)
    void aCsvIsReadByItsHeader(String csv, String target) {
        List<Target> targets = read(csv.replace("#", "\n").replaceFirst("^\n made", "# made"));

        assertThat(targets)
                .extracting(it -> it.name()
                        + (it.position() == null
                                ? ""
                                : " " + it.position().raDeg() + " "
                                        + it.position().decDeg()))
                .containsExactly(target);
    }

    @Test
    void aCsvHasTheMarksAndEndsThatProgramsGiveIt() {
        assertThat(read("\ufeffname,ra,dec\r\n\"a \"\"b\"\", c\",1,2\r\n\r\nd,\"04:07:16.5\",\"+03:42:26\"\r\n"))
                .hasSize(2)
                .first()
                .isEqualTo(at("a \"b\", c", 1, 2));
        assertThat(read("name\tra\tdec\nx, y\t1\t2")).containsExactly(at("x, y", 1, 2));
    }

    @Test
    void blanksAroundQuotesAreNoPartOfACell() {
        assertThat(read("name , ra,dec\n \"a, b\" ,1,2\n\t\"c\"\t,3,4\n"))
                .containsExactly(at("a, b", 1, 2), at("c", 3, 4));
    }

    @Test
    void aHostileListIsRefusedWithItsRow() {
        String cells = "name,ra,dec\na,1,2\n" + ",".repeat(10_000);
        assertThat(catchThrowableOfType(Problem.class, () -> read(cells)).detail())
                .isEqualTo("row 2 of the targets has more than 10000 cells");

        String quoted = "name\na\n\"" + "x,\n".repeat(300_000);
        assertThat(catchThrowableOfType(Problem.class, () -> read(quoted)).detail())
                .startsWith("a quote in row 2 of the targets does not end");
    }

    @Test
    void aCellAsLongAsTheListIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(("name\na\n" + "x".repeat(3_000_000)).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(catchThrowableOfType(Problem.class, () -> TargetTable.read(bytes.toByteArray()))
                        .detail())
                .contains("row 2 of the targets", "longer than 1048576 characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    name,ra,dec#a,1,2#,,                | row 2
                    ra,dec#1,2#3,91                     | row 2
                    name,ra,dec#a,1,2#b,1,              | row 2
                    name,ra,dec#a,1,2,3                 | row 1
                    flux,error#1,2                      | flux
                    name,ra,flux#a,1,2                  | "ra"
                    name,RA (B1950),Dec (J2000)#a,1,2   | "RA (B1950)"
                    name                                | no rows
                    name#"abc                           | a quote in row 1
                    name,ra,dec#a,1,2#"b"c,1,2          | a quote in row 2
                    ``                                  | no rows
                    <html><body>hello                   | no VOTable
                    <VOTABLE>                           | no VOTable
                    """)
    void whatIsWrongIsNamed(String csv, String named) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(csv.replace("#", "\n")));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "targets");
        assertThat(problem.detail()).contains(named);
    }

    @Test
    void aWrongRowOfAVotableIsNamed() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> read(votable(BY_UCD, "<TR><TD>1</TD><TD>2</TD><TD/></TR><TR><TD/><TD/><TD/></TR>")));

        assertThat(problem.detail()).contains("row 2");
    }

    @Test
    void bytesThatAreNoTextAndTooManyAreRefused() {
        Problem binary = catchThrowableOfType(
                Problem.class, () -> TargetTable.read(new byte[] {'n', 'a', (byte) 0xe4, (byte) 0xff}));
        Problem large =
                catchThrowableOfType(Problem.class, () -> TargetTable.read(new byte[TargetTable.MOST_BYTES + 1]));

        assertThat(binary.members()).containsEntry("parameter", "targets");
        assertThat(large.kind()).isEqualTo(ProblemType.BODY_TOO_LARGE);
        assertThat(large.detail()).contains("gzip");
    }

    @Test
    void aFileHereMayHaveMoreBytesThanARequest() {
        String row = "61.8186,3.7071," + "x".repeat(TargetTable.MOST_BYTES / 50) + "\n";
        byte[] file = ("ra,dec,comment\n" + row.repeat(51)).getBytes(StandardCharsets.UTF_8);
        Problem large = catchThrowableOfType(
                Problem.class, () -> TargetTable.readFile(new byte[TargetTable.MOST_OF_FILE + 1], null, null));

        assertThat(TargetTable.readFile(file, null, null)).hasSize(51);
        assertThat(large.members()).containsEntry("mostBytes", TargetTable.MOST_OF_FILE);
    }

    @Property(tries = 200)
    void whateverIsQuotedComesBack(
            @ForAll @Size(min = 1, max = 5)
                    List<@NotEmpty @StringLength(max = 9) @CharRange(from = ' ', to = '~') String> names) {
        List<String> visible = names.stream().filter(name -> !name.isBlank()).toList();
        String csv = "name\n"
                + visible.stream()
                        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining("\n"));
        if (!visible.isEmpty()) {
            assertThat(read(csv))
                    .extracting(Target::name)
                    .isEqualTo(visible.stream().map(String::strip).toList());
        }
    }
}
