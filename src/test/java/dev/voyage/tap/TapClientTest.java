package dev.voyage.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.demo.ArchiveTest;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.DividedRows;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries to the demo archive: jobs answer as synchronous queries do. */
class TapClientTest extends ArchiveTest {

    private final LoopbackHttp loopback = new LoopbackHttp();
    private final TapClient client =
            new TapClient(loopback.http(), loopback.patience(), new VotableReader(VotableLimits.DEFAULT));

    @AfterEach
    void close() {
        loopback.close();
    }

    private TapTable table() {
        return client.open(
                        new TapAddress(URI.create(archive.base() + "/xamin/vo/tap"), "numaster"), RequestContext.NONE)
                .await()
                .atMost(WaitLimit.TIME);
    }

    private DividedRows rows(TapTable table, double radiusDeg) {
        List<SkyPosition> positions = IntStream.range(0, 21)
                .mapToObj(i -> new SkyPosition(61.8186 + i / 100.0, 3.7071))
                .toList();
        return client.rows(table, positions, radiusDeg, null, RequestContext.NONE)
                .await()
                .atMost(WaitLimit.TIME);
    }

    private static List<List<Map<String, Object>>> cells(DividedRows answer) {
        return answer.rows().stream()
                .map(rows -> rows.stream().map(Row::toMap).toList())
                .toList();
    }

    @Test
    void aJobHasTheRowsOfASynchronousQueryAndIsDeleted() {
        TapTable table = table();
        DividedRows sync = rows(table, 0.3);
        DividedRows job = rows(table.asJobs(), 0.3);

        assertThat(table.byJobs()).isFalse();
        assertThat(cells(job)).isEqualTo(cells(sync));
        assertThat(sync.rows().stream().mapToInt(List::size).sum()).isPositive();
        assertThat(job.descriptors()).isEqualTo(sync.descriptors());
        assertThat(text(get("/xamin/vo/tap/async"))).doesNotContain("jobref");
    }

    @Test
    void rowsAroundAPositionAreCountedByTheService() {
        var address = new TapAddress(URI.create(archive.base() + "/xamin/vo/tap"), "numaster");
        AdqlQuery query = client.counting(address, new SkyPosition(61.8186, 3.7071), 0.3, RequestContext.NONE)
                .await()
                .atMost(WaitLimit.TIME);

        List<Row> rows = client.query(
                        new TapEndpoint(address.base()), query, 1, RequestContext.NONE, events -> events.filter(
                                        VotableEvent.RowRead.class::isInstance)
                                .map(event -> ((VotableEvent.RowRead) event).row()))
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);

        assertThat(rows).singleElement().satisfies(row -> assertThat(row.text(0))
                .contains("5"));
    }

    @Test
    void aJobWithAnErrorNamesItAndIsDeleted() {
        TapTable table = table().asJobs();
        var renamed =
                new TapTable(new TapAddress(table.address().base(), "nosuch"), table.columns(), table.limits(), true);
        Problem problem = catchThrowableOfType(Problem.class, () -> rows(renamed, 0.3));

        assertThat(problem.kind()).isEqualTo(ProblemType.REFUSED);
        assertThat(problem.detail()).contains("nosuch");
        assertThat(text(get("/xamin/vo/tap/async"))).doesNotContain("jobref");
    }
}
