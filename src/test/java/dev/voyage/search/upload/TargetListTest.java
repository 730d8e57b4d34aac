package dev.voyage.search.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Target lists as written by programs; those in fixtures/lists are from astropy 5.2.1, with SkyCoord and Quantity
 * columns.
 */
class TargetListTest {

    private static final Path LISTS = Path.of("src/test/resources/fixtures/lists");

    private static List<Target> read(String text) {
        return TargetTable.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refused(String text) {
        return catchThrowableOfType(Problem.class, () -> read(text));
    }

    private static void isAt(Target target, double raDeg, double decDeg) {
        assertThat(target.position()).isNotNull();
        assertThat(target.position().offsetArcmin(new SkyPosition(raDeg, decDeg)))
                .as(target.toString())
                .isLessThan(10 / 60_000.0);
    }

    @ParameterizedTest
    @CsvSource({
        "icrs.ecsv, 10.5, -20.25",
        "fk4.ecsv, 10.6843181374, 41.2738249133",
        "fk5.ecsv, 10.1194903258, 41.0479633558",
        "gal.ecsv, 236.9306483521, 2.1456450248",
        "ecl.ecsv, 349.2785486900, 40.8478626135",
        "rad.ecsv, 28.64788975654116, -14.32394487827058",
        "icrs.fits, 10.5, -20.25",
        "gal.fits, 236.9306483521, 2.1456450248",
        "gal.fits.gz, 236.9306483521, 2.1456450248",
        "fk4.fits, 10.6843181374, 41.2738249133",
        "plain.fits, 10.5, -20.25",
        "plain.ipac, 10.5, -20.25",
    })
    void whatAstropyWritesIsReadInItsFrame(String file, double raDeg, double decDeg) throws IOException {
        List<Target> targets = TargetTable.read(Files.readAllBytes(LISTS.resolve(file)));

        assertThat(targets).hasSize(2).extracting(Target::name).containsExactly("src 1", "b \"q\", c");
        isAt(targets.get(0), raDeg, decDeg);
    }

    @Test
    void vizierWritesUnitsAndDashesBelowTheHeader() {
        String list = """
                #
                #   VizieR Astronomical Server vizier.cds.unistra.fr
                #RESOURCE=yCat_1
                #Name: I/1
                #Coosys\tB1950:\teq_FK4 B1950
                #Table\tI_1_cat:
                #Column\tRAh\t(I2)\tHour of Right Ascension\t[ucd=pos.eq.ra]
                Name\t_RA\t_DE\tBmag
                 \t"h:m:s"\t"d:m:s"\tmag
                ----\t-----------\t-----------\t----
                a b\t00 40 00.0\t+41 00 00\t10.5
                #END#
                """;
        List<Target> targets = read(list);

        assertThat(targets).hasSize(1);
        assertThat(targets.get(0).name()).isEqualTo("a b");
        isAt(targets.get(0), 10.6843181374, 41.2738249133);
        assertThat(refused(list + list).detail()).contains("2 tables");
    }

    @Test
    void irsaWritesNullsAndKeywords() {
        String list = """
                \\fixlen = T
                \\EQUINOX = 'B1950'
                \\ a comment
                | object |   ra    |   dec   |  mag |
                | char   | double  | double  | real |
                |        | deg     | deg     | mag  |
                | null   | null    | null    | -    |
                  a b     10.0      41.0        -
                  c       null      null        1.0
                """;
        List<Target> targets = read(list);

        isAt(targets.get(0), 10.6843181374, 41.2738249133);
        assertThat(targets.get(1)).isEqualTo(Target.named("c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name,ra_obj,dec_obj#src1,10.5,-20.25                    | 10.5 | -20.25
                    objectId,coord_ra,coord_dec,name#39627,10.5,-20.25,a    | 10.5 | -20.25
                    name,ALPHA_J2000,DELTA_J2000#obj1,10.5,-20.25           | 10.5 | -20.25
                    name;raMean;decMean#obj1;10.5;-20.25                    | 10.5 | -20.25
                    name,RA_B1950,DEC_B1950#obj1,10.0,41.0                  | 10.6843181374 | 41.2738249133
                    name,l,b#obj1,10.0,41.0                                 | 236.9306483521 | 2.1456450248
                    name,elon,elat#obj1,10.0,41.0                           | 349.2785486900 | 40.8478626135
                    name,RAh,RAm,RAs,DE-,DEd,DEm,DEs#x,0,42,0,-,20,15,0     | 10.5 | -20.25
                    name,RA_TARG,DEC_TARG#x,10.5,-20.25                     | 10.5 | -20.25
                    name,s_ra,s_dec#x,10.5,-20.25                           | 10.5 | -20.25
                    name,coordinates#x,"00 42 00 -20 15 00"                 | 10.5 | -20.25
                    name,radec#x,"10.5 -20.25"                              | 10.5 | -20.25
                    """)
    void columnsThatCataloguesUseAreKnown(String list, double raDeg, double decDeg) {
        isAt(read(list.replace('#', '\n')).get(0), raDeg, decDeg);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name,x,y#a,10.5,-20.25                    | "x, y"
                    name,col2,col3#a,10.5,-20.25              | "col2, col3"
                    name,lon,lat#a,10.5,-20.25                | "lon"
                    name,X_WORLD,Y_WORLD#a,10.5,-20.25        | "X_WORLD"
                    name,ra_foo,dec_foo#a,10.5,-20.25         | "ra_foo"
                    name,p,q#a,12:18:13.8,-05:47:03.8         | "p, q"
                    name,where#a,12:18:13.8 -05:47:03.8       | "where"
                    name,ra#a,10.5                            | "ra"
                    name,dec_obj#a,10.5                       | "dec_obj"
                    name,RA (J2000),Dec (B1950)#a,1.5,2.5     | "RA (J2000)"
                    """)
    void whatLooksLikeAPositionAndIsNotKnownIsRefused(String list, String named) {
        Problem problem = refused(list.replace('#', '\n'));

        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "targets");
        assertThat(problem.detail()).contains(named, "raColumn", "decColumn", "name,".replace(",", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name,mag,err#a,10.55,0.25
                    name,z,flux#a,1.5,2.5
                    name,exposure,ra_error#a,1.5,2.5
                    name,n1,n2#a,1,2
                    name,pmRA,pmDE#a,1.5,2.5
                    """)
    void otherNumbersAreLeftAlone(String list) {
        assertThat(read(list.replace('#', '\n'))).containsExactly(Target.named("a"));
    }

    @Test
    void theColumnsCanBeNamed() {
        byte[] list = "name,x,y\na,10.5,-20.25\n".getBytes(StandardCharsets.UTF_8);

        isAt(TargetTable.read(list, "x", "y").get(0), 10.5, -20.25);
        Problem half = catchThrowableOfType(Problem.class, () -> TargetTable.read(list, "x", null));
        Problem unknown = catchThrowableOfType(Problem.class, () -> TargetTable.read(list, "x", "z"));
        assertThat(half.members()).containsEntry("parameter", "decColumn");
        assertThat(unknown.members()).containsEntry("parameter", "decColumn");
        assertThat(unknown.detail()).contains("\"z\"", "name, x, y");
    }

    @Test
    void aFrameThatCannotBeTransformedIsRefused() {
        String list = """
                <VOTABLE><RESOURCE><COOSYS ID="h" system="AZ_EL"/><TABLE>
                <FIELD name="az" ref="h" datatype="double" unit="deg" ucd="pos.eq.ra"/>
                <FIELD name="el" ref="h" datatype="double" unit="deg" ucd="pos.eq.dec"/>
                <DATA><TABLEDATA><TR><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """;

        assertThat(refused(list).detail()).contains("AZ_EL");
    }

    /** Ignoring a second table would silently omit its targets. */
    @Test
    void aSecondTableOfTargetsIsRefused() throws IOException {
        String table = """
                <TABLE name="T"><FIELD name="ra" datatype="double" unit="deg"/><FIELD name="dec" datatype="double" unit="deg"/>
                <DATA><TABLEDATA><TR><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE>
                """;
        String empty = "<TABLE><FIELD name='ra' datatype='double'/><DATA><TABLEDATA/></DATA></TABLE>";
        String begin = "<VOTABLE><RESOURCE>";
        String end = "</RESOURCE></VOTABLE>";
        byte[] fits = Files.readAllBytes(LISTS.resolve("plain.fits"));
        byte[] twice = java.util.Arrays.copyOf(fits, 2 * fits.length - 2880);
        System.arraycopy(fits, 2880, twice, fits.length, fits.length - 2880);

        assertThat(read(begin + table + end)).hasSize(1);
        assertThat(read(begin + empty + table + end)).hasSize(1);
        assertThat(refused(begin + table + table.replace("\"T\"", "\"U\"") + end)
                        .detail())
                .contains("several tables", "\"U\"");
        assertThat(refused(begin + table + "</RESOURCE><RESOURCE>" + table + end)
                        .detail())
                .contains("several tables");
        assertThat(catchThrowableOfType(Problem.class, () -> TargetTable.read(twice))
                        .detail())
                .contains("several tables");
    }

    /** A list that was cut while it was saved would silently have fewer targets. */
    @Test
    void aTableWithFewerTargetsThanItAnnouncesIsRefused() {
        String list = """
                <VOTABLE><RESOURCE><INFO name="QUERY_STATUS" value="OVERFLOW"/><TABLE nrows="%d">
                <FIELD name="ra" datatype="double" unit="deg"/><FIELD name="dec" datatype="double" unit="deg"/>
                <DATA><TABLEDATA><TR><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """;

        assertThat(read(list.formatted(1))).hasSize(1); // the first rows of a long answer are a list as well
        assertThat(refused(list.formatted(3)).detail()).contains("targets are missing", "announces 3 rows, and has 1");
    }

    /** VizieR's lists have comments everywhere; a row that resembles a comment is still a row. */
    @ParameterizedTest
    @ValueSource(strings = {"# my targets", "# Table of targets", "#INFO by hand", "# Column 2 is in degrees"})
    void aNameMayBeginWithAHash(String comment) {
        assertThat(read(comment + "\nname,ra,dec\n#1,10.5,-20.25\nb,11.5,-21.25\n"))
                .extracting(Target::name)
                .containsExactly("#1", "b");
    }

    @Test
    void brokenListsAreProblems() throws IOException {
        byte[] fits = Files.readAllBytes(LISTS.resolve("plain.fits"));

        for (int length : new int[] {10, 2880, 5000, fits.length - 2880}) {
            byte[] cut = java.util.Arrays.copyOf(fits, length);
            Problem problem = catchThrowableOfType(Problem.class, () -> TargetTable.read(cut));
            assertThat(problem).as("cut at " + length).isNotNull();
            assertThat(problem.members()).containsEntry("parameter", "targets");
        }
        assertThat(refused("# %ECSV 1.0\n# ---\n# {a: [\nname\nx\n").detail()).contains("YAML");
    }
}
