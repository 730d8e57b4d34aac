package dev.voyage.search.played;

import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.ScriptedServer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A small catalogue of observations {@code A}, {@code B}, {@code C}…, each with two files, on a scripted server; every
 * script can be replaced by a faulty one.
 */
public final class Played {

    public static final String MODIFIED = "Sun, 22 Nov 2026 00:00:00 GMT";

    private static final Pattern ID = Pattern.compile("(?i)(?:^|&)ID=([^&]*)");

    private final ScriptedServer server;

    public Played(ScriptedServer server) {
        this.server = server;
        sesame().answers(200, "text/plain", SESAME);
        links().answersBy(200, "text/xml", this::linksFor);
        observations("A", "B", "C");
    }

    public static final String SESAME = """
            <?xml version="1.0"?>
            <Sesame><Target option="SNV"><name>name</name>
            <Resolver name="S=Simbad"><jradeg>10.5</jradeg><jdedeg>-5.25</jdedeg><oname>NAME</oname></Resolver>
            </Target></Sesame>
            """;

    public Script sesame() {
        return server.on("/sesame/-oxp/SNV");
    }

    public Script registry() {
        return server.on("/tap/sync");
    }

    public Script coneScript() {
        return server.on("/cone");
    }

    public Script links() {
        return server.on("/links");
    }

    public Script listing(String observation) {
        return server.on("/FTP/" + observation + "/");
    }

    public Script file(String observation, String name) {
        return server.on("/FTP/" + observation + "/" + name);
    }

    public URI cone() {
        return server.uri("/cone?table=t&");
    }

    public URI uri(String path) {
        return server.uri(path);
    }

    /** The expected content of a file, by its path in the search. */
    public static String source(String path) {
        int slash = path.indexOf('/');
        return content(path.substring(0, slash), path.substring(slash + 1));
    }

    /** Scripts the cone search, listings and files of these observations. */
    public void observations(String... ids) {
        coneScript().answers(200, "text/xml", coneDocument(ids));
        for (String id : ids) {
            listing(id).answers(200, "text/html", page(id, "a.txt", "b.txt"));
            file(id, "a.txt").answers(200, "text/plain", content(id, "a.txt")).ranges("\"a" + id + "\"", MODIFIED);
            file(id, "b.txt").answers(200, "text/plain", content(id, "b.txt")).ranges("\"b" + id + "\"", MODIFIED);
        }
    }

    public static String content(String observation, String name) {
        return ("bytes of " + observation + "/" + name + "\n").repeat(200);
    }

    public static String page(String observation, String... hrefs) {
        var page = new StringBuilder("<html><head><title>Index of /FTP/" + observation + "</title></head><body><pre>");
        page.append("<a href=\"/FTP/\">Parent Directory</a>\n");
        for (String href : hrefs) {
            page.append("<a href=\"").append(href).append("\">").append(href).append("</a>  2026-11-22 00:00  3K\n");
        }
        return page.append("</pre></body></html>").toString();
    }

    public String coneDocument(String... ids) {
        var document = new StringBuilder("""
                <?xml version="1.0"?>
                <VOTABLE xmlns="http://www.ivoa.net/xml/VOTable/v1.3" version="1.4">
                <RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE>
                <FIELD ID="id" name="obsid" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
                <FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
                <FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
                <FIELD name="exposure" datatype="double" unit="s"/>
                <DATA><TABLEDATA>
                """);
        for (String id : ids) {
            document.append(row(id, 5000));
        }
        return document.append("</TABLEDATA></DATA></TABLE></RESOURCE>")
                .append(descriptor())
                .append("</VOTABLE>\n")
                .toString();
    }

    public static String row(String id, double exposureSec) {
        return "<TR><TD>" + id + "</TD><TD>10.5</TD><TD>-5.25</TD><TD>" + exposureSec + "</TD></TR>\n";
    }

    private String descriptor() {
        return """
               <RESOURCE type="meta" utype="adhoc:service">
               <PARAM name="standardID" datatype="char" arraysize="*" value="ivo://ivoa.net/std/DataLink#links-1.0"/>
               <PARAM name="accessURL" datatype="char" arraysize="*" value="%s"/>
               <GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="id"/></GROUP>
               </RESOURCE>
               """.formatted(server.uri("/links"));
    }

    public byte[] linksFor(Received request) {
        var rows = new StringBuilder();
        for (String id : asked(request)) {
            rows.append(linkRow(id, server.uri("/FTP/" + id + "/").toString(), "", "directory"));
        }
        return linksDocument(rows.toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** Links of the three observations, independent of the requested ids. */
    public String allLinks() {
        var rows = new StringBuilder();
        for (String id : List.of("A", "B", "C")) {
            rows.append(linkRow(id, server.uri("/FTP/" + id + "/").toString(), "", "directory"));
        }
        return linksDocument(rows.toString());
    }

    /** The ids in a links request, GET or POST. */
    public static List<String> asked(Received request) {
        String query = request.query();
        List<String> ids = new ArrayList<>();
        for (String form : List.of(query, new String(request.body(), StandardCharsets.UTF_8))) {
            var matcher = ID.matcher(form);
            while (matcher.find()) {
                ids.add(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8));
            }
        }
        return ids;
    }

    public static String linkRow(String id, String url, String error, String contentType) {
        return "<TR><TD>" + id + "</TD><TD>" + url + "</TD><TD/><TD>" + error + "</TD><TD>#this</TD><TD>" + contentType
                + "</TD><TD/></TR>\n";
    }

    public static String linksDocument(String rows) {
        return """
               <?xml version="1.0"?>
               <VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
               <INFO name="QUERY_STATUS" value="OK"/><TABLE>
               <FIELD name="ID" datatype="char" arraysize="*"/>
               <FIELD name="access_url" datatype="char" arraysize="*"/>
               <FIELD name="service_def" datatype="char" arraysize="*"/>
               <FIELD name="error_message" datatype="char" arraysize="*"/>
               <FIELD name="semantics" datatype="char" arraysize="*"/>
               <FIELD name="content_type" datatype="char" arraysize="*"/>
               <FIELD name="content_length" datatype="long" unit="byte"/>
               <DATA><TABLEDATA>
               %s</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
               """.formatted(rows);
    }
}
