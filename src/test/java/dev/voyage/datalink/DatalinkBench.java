package dev.voyage.datalink;

import dev.voyage.datalink.document.LinkService;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamListener;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.ServiceDescriptor.InputParam;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import dev.voyage.votable.table.UnreadableCell;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A DataLink client with canned responses and sample observations; records every degradation. */
public final class DatalinkBench {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);

    private static final ImpatientTimer TIMER = new ImpatientTimer();
    private static final Columns COLUMNS = new Columns(List.of(
            Column.text("obsid").id("DataLinkID").ucd("meta.id;meta.main"),
            Column.text("status").ucd("meta.code.status"),
            Column.of("time", Datatype.DOUBLE).unit("d").ucd("time.start;obs"),
            Column.of("exposure_a", Datatype.DOUBLE).unit("s"),
            Column.of("public_date", Datatype.DOUBLE).unit("d").ucd("time.release")));
    private static final Columns OWN = new Columns(List.of(Column.text("access_url"), Column.text("access_format")));

    private final List<String> degraded = new CopyOnWriteArrayList<>();
    private CannedHttp http;

    static RequestContext into(List<String> told) {
        return RequestContext.of(new UpstreamListener() {
            @Override
            public void throttled(String host, String detail, Optional<Duration> retryAfter) {}

            @Override
            public void degraded(String host, String detail) {
                told.add(detail);
            }
        });
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

    /** The id is a number that does not fit its column. */
    static LinkedRow unreadableId(String observation) {
        var columns = new Columns(
                List.of(Column.of("obsid", Datatype.SHORT).id("DataLinkID").ucd("meta.id;meta.main")));
        var cell = new UnreadableCell(0, "1139104663", "\"1139104663\" is not a short", false);
        return new LinkedRow(observation, new Row(columns, new Object[1], List.of(cell)));
    }

    static VotableReader reader() {
        return new VotableReader(VotableLimits.DEFAULT);
    }

    /** Archived and public observations. */
    public static List<LinkedRow> asked(String... ids) {
        return Arrays.stream(ids)
                .map(id -> asked(id, "archived", 56338.0, 4807.0, 57113.0))
                .toList();
    }

    static LinkedRow asked(String id, String status, Double time, Double exposure, Double date) {
        return new LinkedRow(id, new Row(COLUMNS, id, status, time, exposure, date));
    }

    static LinkedRow own(String observation, String url, String format) {
        return new LinkedRow(observation, new Row(OWN, url, format));
    }

    public List<LinkResult> links(Function<UpstreamRequest, Canned> answers, List<LinkedRow> asked) {
        return links(answers, asked, Set.of());
    }

    /** The links in a search that also contains the {@code known} ids. */
    List<LinkResult> links(Function<UpstreamRequest, Canned> answers, List<LinkedRow> asked, Set<String> known) {
        return links(answers, service(), asked, LinkChoice.DEFAULT, known);
    }

    public List<LinkResult> links(Function<UpstreamRequest, Canned> answers, List<LinkedRow> asked, LinkChoice choice) {
        return links(answers, service(), asked, choice, Set.of());
    }

    private static Optional<LinkService> service() {
        return Optional.of(service(URI.create("https://a.test/links")));
    }

    public List<LinkResult> ownLinks(Function<UpstreamRequest, Canned> answers, LinkedRow... asked) {
        return links(answers, Optional.empty(), List.of(asked), LinkChoice.DEFAULT, Set.of());
    }

    private List<LinkResult> links(
            Function<UpstreamRequest, Canned> answers,
            Optional<LinkService> service,
            List<LinkedRow> asked,
            LinkChoice choice,
            Set<String> known) {
        http = new CannedHttp(answers);
        degraded.clear();
        return new DatalinkClient(http, LoopbackHttp.patience(TIMER), reader(), CLOCK, 3)
                .links(service, asked, choice, known, into(degraded))
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    public List<UpstreamRequest> asked() {
        return http.asked();
    }

    List<String> degraded() {
        return List.copyOf(degraded);
    }

    /** A {links} response with these rows. */
    public static String table(String... rows) {
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

    /** The same, truncated by the service. */
    static String overflowing(String... rows) {
        return table(rows).replace("</RESOURCE>", "<INFO name='QUERY_STATUS' value='OVERFLOW'/></RESOURCE>");
    }

    public static String directory(String id, String url) {
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

    public static String row(String... cells) {
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
