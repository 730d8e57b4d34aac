package dev.voyage.api.web;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.coding.XmlText;
import dev.voyage.problem.Problem;
import java.util.List;
import java.util.Map;

/** Small pages for people with a browser, for content that is JSON for programs: no script, no style, every text escaped. */
public final class HtmlPage {

    private static final List<String> FORMS = List.of(MediaTypes.JSON, "application/problem+json", MediaTypes.HTML);

    private final StringBuilder html = new StringBuilder(
                    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .append("<meta name=\"color-scheme\" content=\"light dark\">");

    private HtmlPage(String title) {
        html.append("<title>").append(XmlText.of(title)).append(" \u2013 voyage</title></head><body>\n");
    }

    /**
     * Whether a client prefers HTML to JSON: a browser that shows a page, not a program.
     *
     * @param accept the header, or null
     */
    public static boolean isPreferred(String accept) {
        return accept != null && accept.contains(MediaTypes.HTML) && MediaTypes.HTML.equals(bestOf(accept));
    }

    private static String bestOf(String accept) {
        try {
            return ContentNegotiation.best(accept, FORMS);
        } catch (Problem none) {
            return null; // a problem is sent in any available format
        }
    }

    /** A problem: its message, and a link to the explanation of its type. */
    public static String ofProblem(Map<String, Object> members) {
        String title = String.valueOf(members.get("title"));
        var page = new HtmlPage(members.get("status") + " " + title);
        page.element("h1", title);
        page.element("p", String.valueOf(members.get("detail")));
        page.html
                .append("<p>Status ")
                .append(XmlText.of(String.valueOf(members.get("status"))))
                .append(", <a href=\"")
                .append(XmlText.of(String.valueOf(members.get("type"))))
                .append("\">about this problem</a>. <a href=\"/\">To the search form</a>.</p>\n");
        return page.end();
    }

    /** Types of problems, each with its title, its address and its remedy. */
    public static String ofTypes(List<ProblemHelp> types) {
        boolean one = types.size() == 1;
        var page = new HtmlPage(one ? types.get(0).title() : "Types of problems");
        if (!one) {
            page.element("h1", "Types of problems");
        }
        for (ProblemHelp type : types) {
            page.element(one ? "h1" : "h2", type.title());
            page.html.append("<p><a href=\"").append(type.type()).append("\"><code>");
            page.html.append(type.type()).append("</code></a>, status ").append(type.status());
            page.html.append(
                    type.retryable()
                            ? ". The same request can succeed later.</p>\n"
                            : ". The same request fails again unless something is changed.</p>\n");
            page.element("p", type.advice());
        }
        if (one) {
            page.html.append("<p><a href=\"/problems\">All types of problems</a></p>\n");
        }
        return page.end();
    }

    /** A text escaped for HTML, also for attributes. */
    public static String escaped(String text) {
        return XmlText.of(text);
    }

    private void element(String name, String text) {
        html.append('<').append(name).append('>').append(XmlText.of(text));
        html.append("</").append(name).append(">\n");
    }

    private String end() {
        return html.append("</body></html>\n").toString();
    }
}
