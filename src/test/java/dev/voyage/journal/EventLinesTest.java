package dev.voyage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.RefusedEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON lines for clients, field by field (API 3). */
class EventLinesTest {

    private static final String ENVELOPE = "\"seq\":7,\"search\":\"0abc\",\"time\":\"2026-11-22T08:00:00.120Z\"";
    private static final Instant MODIFIED = Instant.parse("2015-03-01T10:20:30Z");
    private static final Map<String, Object> PROBLEM = Map.of("type", "/problems/corrupt");

    static Stream<Arguments> events() {
        return Stream.of(
                line(
                        new SearchEvent.Accepted(Map.of("target", "3C 105"), "http://h/s"),
                        "search.accepted",
                        "'request':{'target':'3C 105'},'href':'http://h/s'"),
                line(
                        new SearchEvent.TargetResolved(
                                "3C 105", "3C 105.0", 61.8186, 3.7072, "simbad", List.of("cds"), false, 0, null),
                        "target.resolved",
                        "'name':'3C 105','mainName':'3C 105.0','raDeg':61.8186,'decDeg':3.7072,"
                                + "'resolver':'simbad','tried':['cds'],'cached':false,'ageSeconds':0"),
                line(
                        new SearchEvent.TargetResolved(
                                "3C 105", null, 61.8186, 3.7072, null, List.of(), false, 0, "3C 105"),
                        "target.resolved",
                        "'name':'3C 105','raDeg':61.8186,'decDeg':3.7072,"
                                + "'tried':[],'cached':false,'ageSeconds':0,'target':'3C 105'"),
                line(
                        new SearchEvent.TargetFailed("3C 105", PROBLEM),
                        "target.failed",
                        "'target':'3C 105','problem':{'type':'/problems/corrupt'}"),
                line(
                        new SearchEvent.ServiceFailed("c", PROBLEM),
                        "service.failed",
                        "'catalogue':'c','problem':{'type':'/problems/corrupt'}"),
                line(
                        new SearchEvent.CatalogueSkipped("outside-coverage", "t", null),
                        "catalogue.skipped",
                        "'reason':'outside-coverage','target':'t'"),
                line(
                        new SearchEvent.CatalogueFailed("t", null, PROBLEM),
                        "catalogue.failed",
                        "'target':'t','problem':{'type':'/problems/corrupt'}"),
                line(
                        new ObservationEvent.Found("c/x", null, null, null, true, null, "t", "c", true, Map.of()),
                        "observation.found",
                        "'observation':'c/x','selected':true,'target':'t','catalogue':'c','repeated':true,'row':{}"),
                line(
                        new SearchEvent.ServiceFound("ivo://a/b", "T", "http://a?", "r", true, 5L),
                        "service.found",
                        "'ivoid':'ivo://a/b','title':'T','accessUrl':'http://a?','registry':'r',"
                                + "'cached':true,'ageSeconds':5"),
                line(
                        new SearchEvent.ServiceFound("ivo://a/b", "T", "http://a?", "r", false, null),
                        "service.found",
                        "'ivoid':'ivo://a/b','title':'T','accessUrl':'http://a?','registry':'r'," + "'cached':false"),
                line(
                        new ObservationEvent.Found("6006", 1.5, -2.0, 0.25, true, row()),
                        "observation.found",
                        "'observation':'6006','raDeg':1.5,'decDeg':-2.0,'offsetArcmin':0.25,"
                                + "'selected':true,'row':{'exposure_a':10000.0,'time':null,"
                                + "'flags':[true,false],'counts':[1,2],'fluxes':[0.1,null],"
                                + "'names':['a','b'],'limit':'Infinity','gone':null,'f':0.1,"
                                + "'source_id':'4472832130942575873','small':9007199254740991,"
                                + "'lowest':'-9223372036854775808','ids':[1,'9007199254740992']}"),
                line(
                        new ObservationEvent.Found("x", null, null, null, false, Map.of()),
                        "observation.found",
                        "'observation':'x','selected':false,'row':{}"),
                line(
                        new SearchEvent.CatalogueSearched(
                                14, 8, false, 0, List.of(new ColumnInfo("ra", "double", null, "deg", "pos", null))),
                        "catalogue.searched",
                        "'rows':14,'selected':8,'overflow':false,'refused':0,'columns':[{'name':'ra',"
                                + "'datatype':'double','unit':'deg','ucd':'pos'}],'unreadable':[],'tables':0"),
                line(
                        new ObservationEvent.Linked(
                                "x",
                                List.of(
                                        new DirectoryLink("http://a/", "r", null),
                                        new DirectoryLink("http://b/", "r", 9L)),
                                List.of(new OtherLink("u", "#s", "t", "d"))),
                        "observation.linked",
                        "'observation':'x','directories':[{'url':'http://a/','rule':'r'},"
                                + "{'url':'http://b/','rule':'r','bytes':9}],'others':[{'url':'u',"
                                + "'semantics':'#s','contentType':'t','description':'d'}]"),
                line(
                        new ObservationEvent.Unavailable("x", "proprietary", "2027-01-01", "d"),
                        "observation.unavailable",
                        "'observation':'x','reason':'proprietary','publicDate':'2027-01-01'," + "'detail':'d'"),
                line(
                        new ObservationEvent.Failed("x", PROBLEM, 3, 4, 5),
                        "observation.failed",
                        "'observation':'x','problem':{'type':'/problems/corrupt'},'files':3," + "'bytes':4,'failed':5"),
                line(
                        new ObservationEvent.Listed(
                                "x", "http://a/", 3, 1, List.of(new RefusedEntry("../", "NOT_BELOW"))),
                        "directory.listed",
                        "'observation':'x','url':'http://a/','files':3,'directories':1,"
                                + "'refused':[{'text':'../','reason':'NOT_BELOW'}]"),
                line(
                        new FileEvent.Found("x", "x/a.fits", "http://a/a", 8L, MODIFIED),
                        "file.found",
                        "'observation':'x','file':'x/a.fits','url':'http://a/a','bytes':8,"
                                + "'modified':'2015-03-01T10:20:30Z'"),
                line(
                        new SearchEvent.PlanReady(1, 2, 3, 4, 5, 6, Map.of("s3", 7L), 8),
                        "plan.ready",
                        "'observations':1,'files':2,'bytes':3,'bytesUnknownFor':4,'alreadyHere':5,"
                                + "'bytesHere':6,'sources':{'s3':7},'freeBytes':8"),
                line(
                        new FileEvent.Started("a", "https", 2, 100),
                        "file.started",
                        "'file':'a','source':'https','attempt':2,'resumedFrom':100"),
                line(
                        new FileEvent.Progress("a", 5, null, 1),
                        "file.progress",
                        "'file':'a','bytes':5,'bytesPerSecond':1"),
                line(
                        new SearchEvent.SearchProgress(1, 2, 3, 4, 5, 6, 7L),
                        "search.progress",
                        "'files':1,'filesEnded':2,'bytes':3,'bytesExpected':4,'bytesUnknownFor':5,"
                                + "'bytesPerSecond':6,'etaSeconds':7"),
                line(
                        new FileEvent.Completed("a", 8, "ab", MODIFIED, "https", "only", List.of("size"), 7, 1),
                        "file.completed",
                        "'file':'a','bytes':8,'sha256':'ab','modified':'2015-03-01T10:20:30Z',"
                                + "'source':'https','reason':'only','verified':['size'],"
                                + "'millis':7,'attempts':1"),
                line(
                        new FileEvent.Measured("a", "https", 5L, true),
                        "file.measured",
                        "'file':'a','source':'https','bytes':5,'here':true"),
                line(new FileEvent.Skipped("a", "unchanged"), "file.skipped", "'file':'a','reason':'unchanged'"),
                line(
                        new FileEvent.Failed("a", PROBLEM, true),
                        "file.failed",
                        "'file':'a','problem':{'type':'/problems/corrupt'},'willRetry':true"),
                line(
                        new ObservationEvent.Completed("x", 1, 2, 0),
                        "observation.completed",
                        "'observation':'x','files':1,'bytes':2,'failed':0"),
                line(
                        new SearchEvent.UpstreamThrottled("h", "d", 2L),
                        "upstream.throttled",
                        "'host':'h','detail':'d','retryAfterSeconds':2"),
                line(
                        new SearchEvent.UpstreamDegraded("h", "d\n\"é\u2028"),
                        "upstream.degraded",
                        "'host':'h','detail':'d\\n\\\"é\u2028'"),
                line(
                        new SearchEvent.Ended(Outcome.PARTIAL, Tally.ZERO, 9, PROBLEM),
                        "search.partial",
                        "'tally':{'observations':0,'selected':0,'linked':0,'unavailable':0,"
                                + "'failedObservations':0,'files':0,'completed':0,'skipped':0,"
                                + "'failed':0,'excluded':0,'bytes':0},'millis':9,"
                                + "'problem':{'type':'/problems/corrupt'}"));
    }

    private static Map<String, Object> row() {
        var row = new LinkedHashMap<String, Object>();
        row.put("exposure_a", 10000.0);
        row.put("time", null);
        row.put("flags", new boolean[] {true, false});
        row.put("counts", new short[] {1, 2});
        row.put("fluxes", new double[] {0.1, Double.NaN});
        row.put("names", new String[] {"a", "b"});
        row.put("limit", Double.POSITIVE_INFINITY);
        row.put("gone", Float.NaN);
        row.put("f", 0.1f);
        row.put("source_id", 4472832130942575873L);
        row.put("small", 9007199254740991L);
        row.put("lowest", Long.MIN_VALUE);
        row.put("ids", new long[] {1, 9007199254740992L});
        return row;
    }

    private static Arguments line(SearchEvent event, String type, String fields) {
        String text = "{\"type\":\"" + type + "\"," + ENVELOPE + "," + fields.replace('\'', '"');
        return Arguments.of(event, text + "}");
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsOneLine(SearchEvent event, String line) {
        assertThat(written(event).text()).isEqualTo(line);
    }

    @Test
    void everyTypeOfEventIsInTheTable() {
        Set<?> types = leaves(SearchEvent.class).collect(Collectors.toSet());
        Set<?> shown = events().map(e -> e.get()[0].getClass()).collect(Collectors.toSet());

        assertThat(shown).isEqualTo(types);
    }

    @Test
    void everyOutcomeIsTheLastEventAndNoOtherIs() {
        for (Outcome outcome : Outcome.values()) {
            assertThat(written(new SearchEvent.Ended(outcome, Tally.ZERO, 1, null))
                            .isTerminal())
                    .isTrue();
        }
        assertThat(written(TestJournal.degraded(1)).isTerminal()).isFalse();
    }

    @Test
    void aSignalHasNoNumber() {
        var progress = new FileEvent.Progress("a", 5, 10L, 1);
        JournalEntry entry = JournalEntry.signal("0abc", progress.type(), TestJournal.NOW, EventCodec.write(progress));

        assertThat(entry.isStored()).isFalse();
        assertThat(entry.text())
                .isEqualTo("{\"type\":\"file.progress\",\"search\":\"0abc\","
                        + "\"time\":\"2026-11-22T08:00:00.120Z\",\"file\":\"a\","
                        + "\"bytes\":5,\"total\":10,\"bytesPerSecond\":1}");
    }

    @Test
    void theViewsOfALineAreReadOnlyAndIndependent() {
        JournalEntry entry = written(TestJournal.degraded(1));
        entry.json().get();

        assertThat(entry.json().isReadOnly()).isTrue();
        assertThat(entry.json().remaining()).isEqualTo(entry.length());
    }

    @Test
    void theComponentsOfEveryEventAreItsFields() {
        long notFields = leaves(SearchEvent.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> Set.of("type", "seq", "search", "time").contains(field.getName()))
                .count();

        assertThat(notFields).as("fields that hide the envelope").isZero();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventLinesTest::leaves);
    }

    private JournalEntry written(SearchEvent event) {
        return JournalEntry.stored("0abc", 7, event.type(), TestJournal.NOW, EventCodec.write(event));
    }
}
