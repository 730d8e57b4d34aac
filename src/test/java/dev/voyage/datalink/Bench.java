package dev.voyage.datalink;

import dev.voyage.http.Ask;
import dev.voyage.http.Notices;
import dev.voyage.testsupport.CannedHttp;
import dev.voyage.testsupport.CannedHttp.Canned;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.LoopbackHttp;
import dev.voyage.votable.Column;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Datatype;
import dev.voyage.votable.Row;
import dev.voyage.votable.ServiceDescriptor;
import dev.voyage.votable.ServiceDescriptor.InputParam;
import dev.voyage.votable.VotableLimits;
import dev.voyage.votable.VotableReader;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A DataLink client on a bench: canned answers, observations to ask for, what was noticed. */
final class Bench {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);

    private static final ImpatientTimer TIMER = new ImpatientTimer();
    private static final Columns COLUMNS = new Columns(List.of(
            new Column("obsid", "DataLinkID", Datatype.CHAR, "*", "", "meta.id;meta.main", "", "", "", null),
            Column.of("status", Datatype.CHAR, "*", "", "meta.code.status"),
            Column.of("time", Datatype.DOUBLE, "", "d", "time.start;obs"),
            Column.of("exposure_a", Datatype.DOUBLE, "", "s", ""),
            Column.of("public_date", Datatype.DOUBLE, "", "d", "time.release")));
    private static final Columns OWN = new Columns(List.of(
            Column.of("access_url", Datatype.CHAR, "*", "", ""),
            Column.of("access_format", Datatype.CHAR, "*", "", "")));

    private final List<String> degraded = new CopyOnWriteArrayList<>();
    private CannedHttp http;

    static Notices into(List<String> told) {
        return new Notices() {
            @Override
            public void throttled(String host, String detail, Optional<Duration> retryAfter) {}

            @Override
            public void degraded(String host, String detail) {
                told.add(detail);
            }
        };
    }

    static LinkService service(URI address) {
        var descriptor = new ServiceDescriptor(
                "",
                "",
                "",
                "ivo://ivoa.net/std/DataLink#links-1.0",
                address.toString(),
                "",
                List.of(new InputParam("id", "DataLinkID", "", "char", "")));
        return LinkService.in(List.of(descriptor), COLUMNS, address).orElseThrow();
    }

    static VotableReader reader() {
        return new VotableReader(VotableLimits.DEFAULT);
    }

    /** Observed and public. */
    static List<Asked> asked(String... ids) {
        return Arrays.stream(ids)
                .map(id -> asked(id, "archived", 56338.0, 4807.0, 57113.0))
                .toList();
    }

    static Asked asked(String id, String status, Double time, Double exposure, Double date) {
        return new Asked(id, new Row(COLUMNS, id, status, time, exposure, date));
    }

    static Asked own(String observation, String url, String format) {
        return new Asked(observation, new Row(OWN, url, format));
    }

    List<Linked> links(Function<Ask, Canned> answers, List<Asked> asked) {
        return links(answers, Optional.of(service(URI.create("https://a.test/links"))), asked);
    }

    List<Linked> ownLinks(Function<Ask, Canned> answers, Asked... asked) {
        return links(answers, Optional.empty(), List.of(asked));
    }

    private List<Linked> links(Function<Ask, Canned> answers, Optional<LinkService> service, List<Asked> asked) {
        http = new CannedHttp(answers);
        degraded.clear();
        return new Datalink(http, LoopbackHttp.patience(TIMER), reader(), CLOCK, 3)
                .links(service, asked, into(degraded))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    List<Ask> asked() {
        return http.asked();
    }

    List<String> degraded() {
        return List.copyOf(degraded);
    }

    /** A {links} answer of these rows. */
    static String table(String... rows) {
        return "<VOTABLE><RESOURCE type='results'><TABLE>"
                + field("ID")
                + field("access_url")
                + field("service_def")
                + field("error_message")
                + field("semantics")
                + field("content_type")
                + "<FIELD name='content_length' datatype='long'/>"
                + "<DATA><TABLEDATA>"
                + String.join("", rows)
                + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    /** The same, cut by the service. */
    static String overflowing(String... rows) {
        return table(rows).replace("</RESOURCE>", "<INFO name='QUERY_STATUS' value='OVERFLOW'/></RESOURCE>");
    }

    static String directory(String id, String url) {
        return row(id, url, "", "", "#this", "directory", "");
    }

    static String datalink(String id, String url) {
        return row(id, url, "", "", "#aux", "application/x-votable+xml;content=datalink", "");
    }

    static String bibliography(String id) {
        return row(id, "https://a.test/bib?" + id, "", "", "#doc", "text/html", "-1");
    }

    static String fault(String id, String message) {
        return row(id, "", "", message, "#this", "", "");
    }

    static String row(String... cells) {
        var row = new StringBuilder("<TR>");
        for (String cell : cells) {
            row.append("<TD>").append(cell.replace("&", "&amp;")).append("</TD>");
        }
        return row.append("</TR>").toString();
    }

    private static String field(String name) {
        return "<FIELD name='" + name + "' datatype='char' arraysize='*'/>";
    }
}
