package dev.voyage.search.played;

import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A catalogue whose row ids are not unique: links depend on another column, {@code dataset}. Each dataset has a
 * directory {@code /FTP/DATASET/} with one file, which contains the name of its dataset.
 */
public final class PlayedRows {

    /**
     * @param id the text of the cell
     * @param raDeg null for no position
     */
    public record Line(String id, Double raDeg, String dataset, double exposureSec, String status) {

        public static Line of(String id, String dataset) {
            return new Line(id, 10.5, dataset, 5000, "done");
        }

        public Line at(double ra) {
            return new Line(id, ra, dataset, exposureSec, status);
        }

        public Line without() {
            return new Line(id, null, dataset, exposureSec, status);
        }

        public Line exposed(double sec) {
            return new Line(id, raDeg, dataset, sec, status);
        }

        public Line called(String word) {
            return new Line(id, raDeg, dataset, exposureSec, word);
        }
    }

    private final Rig rig;

    public PlayedRows(Rig rig) {
        this.rig = rig;
        rig.played.links().answersBy(200, "text/xml", rig.played::linksFor);
    }

    public Script cone() {
        return rig.played.coneScript();
    }

    /** Every cone search has these rows, in this order. */
    public void have(Line... lines) {
        files(List.of(lines));
        cone().answersBy(200, "text/xml", request -> document(List.of(lines), centre(request)));
    }

    /** The cone search around the first position has the first rows, any other search the second. */
    public void have(List<Line> first, List<Line> second, String firstRa) {
        files(first);
        files(second);
        cone().answersBy(
                        200,
                        "text/xml",
                        request ->
                                document(request.query().contains("RA=" + firstRa) ? first : second, centre(request)));
    }

    private void files(List<Line> lines) {
        for (Line line : lines) {
            String name = line.dataset();
            rig.played.listing(name).answers(200, "text/html", Played.page(name, "a.txt"));
            rig.played.file(name, "a.txt").answers(200, "text/plain", Played.content(name, "a.txt"));
        }
    }

    private static double centre(Received request) {
        return Double.parseDouble(request.query().replaceFirst(".*RA=([0-9.]+).*", "$1"));
    }

    private byte[] document(List<Line> lines, double centreRa) {
        var document = new StringBuilder("""
                <?xml version="1.0"?>
                <VOTABLE xmlns="http://www.ivoa.net/xml/VOTable/v1.3" version="1.4">
                <RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE>
                <FIELD name="obsid" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
                <FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
                <FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
                <FIELD ID="ds" name="dataset" datatype="char" arraysize="*"/>
                <FIELD name="exposure" datatype="float" unit="s"/>
                <FIELD name="status" datatype="char" arraysize="*"/>
                <FIELD name="limits" datatype="double" arraysize="2"/>
                <FIELD name="Search_Offset" datatype="double" unit="arcmin"/>
                <FIELD name="__row" datatype="int"/>
                <DATA><TABLEDATA>
                """);
        int number = 0;
        for (Line line : lines) {
            boolean placed = line.raDeg() != null;
            document.append("<TR><TD>").append(line.id()).append("</TD><TD>");
            document.append(placed ? line.raDeg() : "").append("</TD><TD>").append(placed ? 0 : "");
            document.append("</TD><TD>")
                    .append(line.dataset())
                    .append("</TD><TD>")
                    .append(line.exposureSec());
            document.append("</TD><TD>").append(line.status()).append("</TD><TD>0.1 NaN</TD><TD>");
            document.append(placed ? String.format(Locale.ROOT, "%.3f", Math.abs(line.raDeg() - centreRa) * 60) : "");
            document.append("</TD><TD>").append(++number).append("</TD></TR>\n");
        }
        return document.append("</TABLEDATA></DATA></TABLE></RESOURCE>\n")
                .append("""
                        <RESOURCE type="meta" utype="adhoc:service">
                        <PARAM name="standardID" datatype="char" arraysize="*" value="ivo://ivoa.net/std/DataLink#links-1.0"/>
                        <PARAM name="accessURL" datatype="char" arraysize="*" value="%s"/>
                        <GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="ds"/></GROUP>
                        </RESOURCE></VOTABLE>
                        """.formatted(rig.archive.uri("/links")))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
