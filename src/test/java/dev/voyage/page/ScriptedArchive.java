package dev.voyage.page;

import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sesame, a registry, a catalogue, its links and directories on one scripted server; all their texts can be arbitrary.
 */
final class ScriptedArchive implements AutoCloseable {

    private final ScriptedServer server;

    ScriptedArchive(int port) {
        server = ScriptedServer.start(port);
        sesame("10.5", "-5.25", "A source");
        registry(List.of());
        server.on("/survey")
                .answers(200, "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    }

    /** The address of the cone search, for the form. */
    String catalogue() {
        return server.uri("/cone").toString();
    }

    Script on(String path) {
        return server.on(path);
    }

    boolean wasAsked(String path) {
        return !server.requests(path).isEmpty();
    }

    void sesame(String ra, String dec, String name) {
        server.on("/sesame/-oxp/SNV").answers(200, "text/plain", """
                <?xml version="1.0"?>
                <Sesame><Target option="SNV"><name>name</name>
                <Resolver name="S=Simbad"><otype>Seyfert</otype><jradeg>%s</jradeg><jdedeg>%s</jdedeg><oname>%s</oname></Resolver>
                </Target></Sesame>
                """.formatted(ra, dec, xml(name)));
    }

    /** Rows of ivoid, short name, title, description, waveband, standard, address. */
    void registry(List<List<String>> rows) {
        server.on("/tap/sync")
                .answers(
                        200,
                        "text/xml",
                        table(
                                List.of(
                                        "ivoid",
                                        "short_name",
                                        "res_title",
                                        "res_description",
                                        "waveband",
                                        "standard_id",
                                        "access_url"),
                                rows));
    }

    /** Rows of id and title, all of them selected. */
    void catalogue(String columnName, String columnTold, List<List<String>> rows) {
        server.on("/cone").answers(200, "text/xml", rowsDocument(columnName, columnTold, rows));
    }

    /**
     * The same as {@link #catalogue(String, String, List)}, with further elements after the table: see {@code
     * rowsDocument}.
     */
    void catalogue(List<List<String>> rows, String moreFields, String moreCells, String moreTables) {
        String document = rowsDocument("title", "its title", rows);
        server.on("/cone")
                .answers(
                        200,
                        "text/xml",
                        document.replace("<DATA>", moreFields + "<DATA>")
                                .replace("</TR>", moreCells + "</TR>")
                                .replace("</TABLE></RESOURCE>", "</TABLE>" + moreTables + "</RESOURCE>"));
    }

    private String rowsDocument(String columnName, String columnTold, List<List<String>> rows) {
        String body = rows.stream()
                .map(row -> "<TR><TD>%s</TD><TD>10.5</TD><TD>-5.25</TD><TD>%s</TD></TR>"
                        .formatted(xml(row.get(0)), xml(row.get(1))))
                .collect(Collectors.joining());
        return """
                <?xml version="1.0"?>
                <VOTABLE xmlns="http://www.ivoa.net/xml/VOTable/v1.3" version="1.4">
                <RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE>
                <FIELD ID="id" name="obsid" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
                <FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
                <FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
                <FIELD name="%s" datatype="char" arraysize="*"><DESCRIPTION>%s</DESCRIPTION></FIELD>
                <DATA><TABLEDATA>%s</TABLEDATA></DATA></TABLE></RESOURCE>
                <RESOURCE type="meta" utype="adhoc:service">
                <PARAM name="standardID" datatype="char" arraysize="*" value="ivo://ivoa.net/std/DataLink#links-1.0"/>
                <PARAM name="accessURL" datatype="char" arraysize="*" value="%s"/>
                <GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="id"/></GROUP>
                </RESOURCE></VOTABLE>
                """.formatted(xml(columnName), xml(columnTold), body, server.uri("/links"));
    }

    /** A registry record with a cone search for each of these tables; each has the observation A. */
    void coneSearches(String ivoid, String... tables) {
        String interfaces = table(
                List.of("ivoid", "res_title", "standard_id", "intf_type", "intf_role", "url_use", "access_url"),
                Stream.of(tables)
                        .map(name -> List.of(
                                ivoid,
                                "Several catalogues",
                                "ivo://ivoa.net/std/conesearch",
                                "vs:paramhttp",
                                "std",
                                "base",
                                server.uri("/conesearch/" + name + "?").toString()))
                        .toList());
        String names = table(List.of("table_name", "table_title", "table_description"), List.of());
        server.on("/tap/sync").answersBy(200, "text/xml", request -> (new String(request.body(), StandardCharsets.UTF_8)
                                .contains("res_table")
                        ? names
                        : interfaces)
                .getBytes(StandardCharsets.UTF_8));
        for (String name : tables) {
            server.on("/conesearch/" + name)
                    .answers(200, "text/xml", rowsDocument("name", "its name", List.of(List.of("A", "one"))));
        }
    }

    /** Rows of id, directory (a name below the archive's root, or an address), error. */
    void links(List<List<String>> rows) {
        server.on("/links")
                .answers(
                        200,
                        "text/xml",
                        table(
                                List.of("ID", "access_url", "error_message", "semantics", "content_type"),
                                rows.stream()
                                        .map(row -> List.of(
                                                row.get(0),
                                                row.get(1).startsWith("/")
                                                        ? server.uri(row.get(1)).toString()
                                                        : row.get(1),
                                                row.get(2),
                                                "#this",
                                                row.get(2).isEmpty() ? "directory" : ""))
                                        .toList()));
    }

    void listing(String path, String... hrefs) {
        var page = new StringBuilder("<html><head><title>Index of " + path + "</title></head><body><pre>");
        page.append("<a href=\"/\">Parent Directory</a>\n");
        for (String href : hrefs) {
            page.append("<a href=\"").append(xml(href)).append("\">x</a>  2026-11-22 00:00  3K\n");
        }
        server.on(path)
                .answers(
                        200,
                        "text/html; charset=utf-8",
                        page.append("</pre></body></html>").toString());
    }

    /** Observations A, B and C, each with the files a.txt and b.txt. */
    void threeObservations() {
        catalogue("name", "its name", List.of(List.of("A", "one"), List.of("B", "two"), List.of("C", "three")));
        links(List.of(List.of("A", "/FTP/A/", ""), List.of("B", "/FTP/B/", ""), List.of("C", "/FTP/C/", "")));
        for (String id : List.of("A", "B", "C")) {
            listing("/FTP/" + id + "/", "a.txt", "b.txt");
            file(id, "a.txt");
            file(id, "b.txt");
        }
    }

    Script file(String id, String name) {
        return server.on("/FTP/" + id + "/" + name).answers(200, "text/plain", ("bytes of " + id + "\n").repeat(300));
    }

    private static String table(List<String> columns, List<List<String>> rows) {
        String fields = columns.stream()
                .map(name -> "<FIELD name=\"" + name + "\" datatype=\"char\" arraysize=\"*\"/>")
                .collect(Collectors.joining());
        String body = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<TD>" + xml(cell) + "</TD>")
                        .collect(Collectors.joining("", "<TR>", "</TR>")))
                .collect(Collectors.joining());
        return "<?xml version=\"1.0\"?><VOTABLE version=\"1.3\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">"
                + "<RESOURCE type=\"results\"><INFO name=\"QUERY_STATUS\" value=\"OK\"/><TABLE>" + fields
                + "<DATA><TABLEDATA>" + body + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public void close() {
        server.close();
    }
}
