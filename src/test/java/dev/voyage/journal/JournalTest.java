package dev.voyage.journal;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.event.Tally.TallyCount;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.MirrorFile;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.store.MirrorFiles;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.TestEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JournalTest {

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    private TestJournal store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = TestJournal.in(directory, engine);
        journal = store.journal;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSearchBeginsWithItsAcceptance() {
        NewSearch wanted = store.newSearch(null);
        SearchRecord search = journal.create(wanted).await().atMost(SOON);

        assertThat(search.id()).isEqualTo(wanted.id());
        assertThat(search.phase()).isEqualTo(Phase.PENDING);
        assertThat(search.lastSeq()).isEqualTo(1);
        assertThat(find(search.id())).isEqualTo(search);
        assertThat(journal.page(search.id(), 0, 10).await().atMost(SOON))
                .singleElement()
                .satisfies(entry -> assertThat(entry.type()).isEqualTo("search.accepted"));
    }

    @Test
    void theSameKeyAndRequestAreTheSameSearchAndAnotherRequestIsRefused() {
        SearchRecord first = journal.create(store.newSearch("key")).await().atMost(SOON);
        SearchRecord again = journal.create(store.newSearch("key")).await().atMost(SOON);
        var other = new NewSearch(new SearchIds(TestJournal.CLOCK).next(), Map.of("target", "M 31"), "h", "", "key");
        var othersKey = new NewSearch(other.id(), other.request(), "h", "somebody", "key");

        assertThat(again.id()).isEqualTo(first.id());
        assertThatThrownBy(() -> journal.create(other).await().atMost(SOON))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.KEY_REUSED));
        assertThat(journal.create(othersKey).await().atMost(SOON).id()).isEqualTo(other.id());
    }

    @Test
    void anEndedSearchReplaysFromAnyCursorAndCompletes() {
        String search = store.started();
        for (int i = 2; i < 1200; i++) {
            store.append(search, degraded(i));
        }
        store.end(search);

        assertThat(seqs(store.all(search))).isEqualTo(numbers(1, 1200));
        for (long after : new long[] {1, 499, 500, 1198, 1199}) {
            assertThat(seqs(follow(search, after))).isEqualTo(numbers(after + 1, 1200));
        }
        assertThat(follow(search, 1200)).isEmpty();
        assertThat(follow(search, 5000)).isEmpty();
    }

    @Test
    void theLastEventIsTheLast() {
        String search = store.started();
        store.end(search);

        assertThatThrownBy(() -> store.append(search, degraded(1))).isInstanceOf(IllegalStateException.class);
        assertThat(seqs(store.all(search))).containsExactly(1L, 2L);
    }

    @Test
    void anEventBehindAnEndThatIsStillBeingWrittenIsRefusedToo() {
        String search = store.started();
        var ended = new SearchEvent.Ended(Outcome.FAILED, Tally.ZERO, 1, Map.of("status", 502));
        var end = journal.append(search, ended);

        assertThatThrownBy(() -> store.append(search, degraded(1))).isInstanceOf(IllegalStateException.class);
        end.await().atMost(SOON);
        assertThat(find(search).phase()).isEqualTo(Phase.ERROR);
        assertThat(find(search).problem()).containsEntry("status", 502);
    }

    @Test
    void onlyCreateAcceptsASearch() {
        String search = store.started();

        assertThatThrownBy(() -> store.append(search, new SearchEvent.Accepted(Map.of(), "again")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thereIsNothingToFollowOfAnUnknownSearch() {
        String unknown = new SearchIds(TestJournal.CLOCK).next();

        assertThatThrownBy(() -> follow(unknown, 0))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.NOT_FOUND));
        assertThatThrownBy(() -> journal.page(unknown, 3, 10).await().atMost(SOON))
                .isInstanceOf(Problem.class);
        assertThat(journal.find(unknown).await().atMost(SOON)).isEmpty();
    }

    @Test
    void phasesAndTimesAreKept() {
        String search = store.started();
        journal.phase(search, Phase.QUEUED).await().atMost(SOON);
        assertThat(find(search).started()).isNull();
        journal.phase(search, Phase.EXECUTING).await().atMost(SOON);
        assertThat(find(search).phase()).isEqualTo(Phase.EXECUTING);
        assertThat(find(search).started()).isEqualTo(TestJournal.NOW);
        journal.phase(search, Phase.HELD).await().atMost(SOON);
        store.end(search);

        SearchRecord ended = find(search);
        assertThat(ended.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(ended.ended()).isEqualTo(TestJournal.NOW);
        assertThat(ended.millis()).isEqualTo(12L);
        assertThatThrownBy(() -> journal.phase(search, Phase.COMPLETED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchesAreListedNewestFirstAndPaged() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            ids.add(0, store.started());
        }
        ids.sort((a, b) -> b.compareTo(a)); // the test's clock stands still, so ids decide
        journal.phase(ids.get(3), Phase.EXECUTING).await().atMost(SOON);

        var listed = new ArrayList<String>();
        String after = null;
        List<SearchRecord> page;
        do {
            page = journal.list(null, null, after, 3).await().atMost(SOON);
            page.forEach(search -> listed.add(search.id()));
            after = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (!page.isEmpty());

        assertThat(listed).isEqualTo(ids);
        assertThat(journal.list(null, Phase.EXECUTING, null, 10).await().atMost(SOON))
                .extracting(SearchRecord::id)
                .containsExactly(ids.get(3));
    }

    @Test
    void theManifestIsWhatBecameOfEachFile() {
        String search = store.started();
        Instant listed = Instant.parse("2015-03-01T10:20:00Z");
        Instant exact = Instant.parse("2015-03-01T10:20:30Z");
        Map<String, Object> problem = Map.of("type", "/problems/corrupt");
        for (String name : List.of("a", "b", "c", "d")) {
            store.append(search, new FileEvent.Found("o", name, "http://x/" + name, 5L, listed));
        }
        store.append(search, new FileEvent.Failed("a", problem, true));
        store.append(search, completed("a", 7, exact));
        store.append(search, new FileEvent.Skipped("b", "unchanged"));
        store.append(search, new FileEvent.Failed("c", problem, false));
        store.append(search, completed("e", 1, exact));
        store.end(search);

        List<FileRecord> files = journal.files().page(search, null, 100).await().atMost(SOON);
        assertThat(files)
                .containsExactly(
                        record(search, "a", FileRecord.State.COMPLETED, 7L, exact, "only", null),
                        record(search, "b", FileRecord.State.SKIPPED, 5L, listed, "unchanged", null),
                        record(search, "c", FileRecord.State.FAILED, 5L, listed, null, problem),
                        record(search, "d", FileRecord.State.FOUND, 5L, listed, null, null),
                        files.get(4));
        assertThat(files.get(4).url()).isNull();
        assertThat(journal.files().page(search, "b", 2).await().atMost(SOON)).isEqualTo(files.subList(2, 4));
        assertThat(journal.files().find(search, "c").await().atMost(SOON)).contains(files.get(2));
        assertThat(journal.files().find(search, "nothing").await().atMost(SOON)).isEmpty();
        assertThat(find(search).tally())
                .isEqualTo(Tally.ZERO
                        .plus(TallyCount.FILES, 4)
                        .plus(TallyCount.COMPLETED, 2)
                        .plus(TallyCount.SKIPPED, 1)
                        .plus(TallyCount.FAILED, 1)
                        .plus(TallyCount.BYTES, 8));
    }

    private static FileRecord record(
            String search,
            String file,
            FileRecord.State state,
            long bytes,
            Instant modified,
            String reason,
            Map<String, Object> problem) {
        boolean here = state == FileRecord.State.COMPLETED;
        return new FileRecord(
                search,
                file,
                "o",
                "http://x/" + file,
                state,
                bytes,
                here ? "ab" : null,
                modified,
                here ? "https" : null,
                reason,
                problem);
    }

    private static SearchEvent completed(String file, long bytes, Instant modified) {
        return new FileEvent.Completed(file, bytes, "ab", modified, "https", "only", List.of("size"), 3, 1);
    }

    @Test
    void theMirrorRemembersItsFiles() {
        var file = new MirrorFile(
                5, "ab", List.of("size", "gzip"), "\"e\"", "Sun, 01 Mar 2015", "http://a/b", "1K", "5 7 x");
        var next = new MirrorFile(6, "cd", List.of(), null, null, null, null, null);
        MirrorFiles mirror = journal.mirror();

        assertThat(mirror.find("h/a").await().atMost(SOON)).isEmpty();
        mirror.keep("h/a", file).await().atMost(SOON);
        assertThat(mirror.find("h/a").await().atMost(SOON)).contains(file);
        mirror.keep("h/a", next).await().atMost(SOON);
        assertThat(mirror.find("h/a").await().atMost(SOON)).contains(next);
    }

    private SearchRecord find(String search) {
        return journal.find(search).await().atMost(SOON).orElseThrow();
    }

    private List<JournalEntry> follow(String search, long after) {
        return journal.follow(search, after).collect().asList().await().atMost(SOON);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
