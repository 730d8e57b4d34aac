package dev.voyage.demo;

/** The pages that links point to besides data: bibliography, abstracts, other catalogues. */
final class Pages {

    private Pages() {}

    static Reply about(Request request) {
        return Reply.of(200, "text/html", """
                <!DOCTYPE html>
                <html><head><title>HEASARC, in miniature</title></head>
                <body><h1>A page about data, not data</h1>
                <p>Asked for: %s</p></body></html>
                """.formatted(Xml.text(Params.decode(request.target()))));
    }
}
