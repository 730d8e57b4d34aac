package dev.voyage.demo;

import dev.voyage.demo.facts.CsvFacts;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.XmlEscape;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The name resolver: the whole query string is the name; XML with {@code -ox…}, else plain text.
 * Not found is HTTP 200 without a position.
 */
final class DemoSesame implements DemoEndpoint {

    private static final String DONE = " ====Done (2026-Feb-09,00:00:00z)==== ";

    private final List<Map<String, String>> objects = CsvFacts.read("objects.csv");

    @Override
    public DemoReply answer(DemoRequest request) {
        String name = DaliParameters.decode(request.rawQuery());
        List<Map<String, String>> found =
                objects.stream().filter(it -> isCalled(it, name)).toList();
        boolean xml = request.rawPath().contains("/-ox");
        String document;
        if (found.isEmpty()) {
            document = xml ? nothingXml(name) : nothingText(name);
        } else {
            document = xml ? xml(name, found.get(0)) : text(name, found.get(0));
        }
        return DemoReply.of(200, "text/plain", document);
    }

    private static boolean isCalled(Map<String, String> object, String name) {
        String wanted = bare(name);
        return List.of(object.get("names").split("\\|", -1)).stream()
                .anyMatch(known -> bare(known).equals(wanted));
    }

    private static String bare(String name) {
        return name.replaceAll("[\\s_]+", "").toLowerCase(Locale.ROOT);
    }

    private static String xml(String name, Map<String, String> object) {
        return head(name)
                + """
                  <Resolver name="Sc=Simbad (CDS, via client/server)"><!--delay: 0ms [0] -->
                    <INFO>from cache</INFO>
                    <oid>%s</oid>
                    <otype>%s</otype>
                    <jpos>%s</jpos>
                    <jradeg>%s</jradeg>
                    <jdedeg>%s</jdedeg>
                    <refPos>2020A&amp;A...649A...1G</refPos>
                    <oname>%s</oname>
                    <nrefs>%s</nrefs>
                  </Resolver>
                </Target>
                </Sesame>
                """.formatted(
                                object.get("oid"),
                                object.get("otype"),
                                object.get("jpos"),
                                object.get("ra"),
                                object.get("dec"),
                                XmlEscape.text(object.get("oname")),
                                object.get("nrefs"))
                + "<!---"
                + DONE
                + "-->\n";
    }

    private static String nothingXml(String name) {
        return head(name) + """
                  <INFO> *** NNNothing found *** </INFO>
                </Target>
                </Sesame>
                <!--- ****Total of 1 crashes -->
                """;
    }

    private static String head(String name) {
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <Sesame xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:noNamespaceSchemaLocation="https://vizier.cds.unistra.fr/xml/sesame_4x.xsd">
               <Target option="SNV">
                 <name>%s</name>
                 <!-- Q8377888 #1 -->
               """.formatted(XmlEscape.text(name));
    }

    private static String text(String name, Map<String, String> object) {
        return "# "
                + name
                + "\t#Q22523669\n#=S=Simbad (via url):    1\n%@ "
                + object.get("oid")
                + "\n%I.0 "
                + object.get("oname")
                + "\n%C.0 "
                + object.get("otype")
                + "\n%J "
                + object.get("ra")
                + (object.get("dec").startsWith("-") ? " " : " +")
                + object.get("dec")
                + " = "
                + object.get("jpos")
                + "\n%#B "
                + object.get("nrefs")
                + "\n\n#"
                + DONE.strip()
                + "\n";
    }

    private static String nothingText(String name) {
        return "# " + name + "\t#Q8403205\n#! *** NNNothing found *** \n\n#" + DONE.strip() + "\n";
    }
}
