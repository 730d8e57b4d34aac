package dev.voyage.search.played;

import dev.voyage.testsupport.Script;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Permanent faults of an archive, with the problem types that may report each. */
public enum Fault {
    DROPS("corrupt unavailable malformed"),
    RESETS("corrupt unavailable malformed"),
    SHORT("corrupt malformed"),
    LONG_LENGTH("corrupt unavailable malformed"),
    SHORT_LENGTH("corrupt unavailable malformed"),
    STALLS("unavailable corrupt"),
    SAYS_NOTHING("unavailable"),
    HANGS_UP("unavailable corrupt"),
    BUSY("unavailable"),
    TOO_MANY("unavailable"),
    BROKEN("unavailable"),
    GONE("refused"),
    WEB_PAGE("malformed corrupt"),
    EMPTY("malformed corrupt"),
    LOOP("malformed"),
    TO_PRIVATE("egress-refused"),
    TO_SELF_IPV6("egress-refused"),
    TO_METADATA("egress-refused"),
    TO_DISGUISED_LOCALHOST("egress-refused malformed"),
    TO_A_FILE("egress-refused malformed refused"),
    TO_NONSENSE("egress-refused malformed refused unavailable"),
    NOT_SATISFIABLE("refused malformed"),
    NO_CONTENT("refused malformed corrupt");

    private final String names;

    Fault(String names) {
        this.names = names;
    }

    public Set<String> names() {
        return Set.of(names.split(" "));
    }

    /**
     * Applies the fault to the current response.
     *
     * @param good the correct body
     */
    public void play(Script script, Played played, String path, String type, String good) {
        int length = good.getBytes(StandardCharsets.UTF_8).length;
        switch (this) {
            case DROPS -> script.answers(200, type, good).dropsAfter(length / 2);
            case RESETS -> script.answers(200, type, good).resetsAfter(length / 2);
            case SHORT ->
                script.answers(200, type, good.substring(0, good.length() / 2)).contentLength(length);
            case LONG_LENGTH -> script.answers(200, type, good).contentLength(length + 100L);
            case SHORT_LENGTH -> script.answers(200, type, good).contentLength(length / 2);
            case STALLS -> script.answers(200, type, good).stallsAfter(length / 2);
            case SAYS_NOTHING -> script.stallsHead();
            case HANGS_UP -> script.dropsHead();
            case BUSY -> script.answers(503).retryAfter("0");
            case TOO_MANY -> script.errorPage(429).retryAfter("0");
            case BROKEN -> script.errorPage(500);
            case GONE -> script.errorPage(404);
            case WEB_PAGE -> script.errorPage(200);
            case EMPTY -> script.answers(200, type, "");
            case LOOP -> script.redirectsTo(played.uri(path));
            case TO_PRIVATE -> script.redirectsTo("http://10.0.0.1/");
            case TO_SELF_IPV6 -> script.redirectsTo("http://[::1]:1/");
            case TO_METADATA -> script.redirectsTo("http://169.254.169.254/");
            case TO_DISGUISED_LOCALHOST -> script.redirectsTo("http://0x7f.1:1/");
            case TO_A_FILE -> script.redirectsTo("file:///etc/passwd");
            case TO_NONSENSE -> script.redirectsTo("http://[nonsense");
            case NOT_SATISFIABLE -> script.answers(416);
            case NO_CONTENT -> script.answers(204);
        }
    }

    /**
     * Whether a client can detect the fault in a response of this kind. A plain file of its announced length is
     * complete, and two identical bodies are the archive's version (RFC 9110, 6.4.1; a size on an index page is a
     * hint); a page of its announced length is complete too.
     */
    public boolean isVisibleIn(Enum<?> place) {
        boolean file = place.name().startsWith("FILE");
        boolean page = place.name().startsWith("LISTING");
        return !(this == SHORT_LENGTH && (file || page)) && !(this == EMPTY && file);
    }
}
