package dev.voyage.demo;

import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.XmlEscape;

/** The pages that links point to besides data: bibliography, abstracts, other catalogues. */
final class DemoLandingPages {

    private DemoLandingPages() {}

    static DemoReply about(DemoRequest request) {
        return DemoReply.of(200, "text/html", """
                <!DOCTYPE html>
                <html><head><title>HEASARC, in miniature</title></head>
                <body><h1>A page about data, not data</h1>
                <p>Asked for: %s</p></body></html>
                """.formatted(XmlEscape.text(DaliParameters.decode(request.target()))));
    }
}
