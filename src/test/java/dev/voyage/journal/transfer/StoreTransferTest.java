package dev.voyage.journal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.TestJournal;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.WaitLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports of a store of one engine, and imports into the other. */
@ParameterizedClass
@EnumSource
@Timeout(WaitLimit.TEST_SECONDS)
class StoreTransferTest {

    private static final int GZIP_HEADER_BYTES = 10;

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    private FilledStore from;
    private FilledStore to;

    @BeforeEach
    void fill() throws Exception {
        from = store(engine, "from").fill();
        to = store(engine == TestEngine.EMBEDDED ? TestEngine.POSTGRESQL : TestEngine.EMBEDDED, "to");
    }

    private FilledStore store(TestEngine which, String name) throws IOException {
        return new FilledStore(which, Files.createDirectories(directory.resolve(name)));
    }

    private static ProblemType refusal(FilledStore store, byte[] export) throws Exception {
        long before = store.rows();
        Problem problem = catchProblem(() -> store.restore(export));
        assertThat(store.rows()).isEqualTo(before);
        assertThat(problem.detail()).endsWith("nothing was imported");
        return problem.kind();
    }

    private interface TransferCall {
        Object run() throws Exception;
    }

    private static Problem catchProblem(TransferCall call) {
        var thrown = org.assertj.core.api.Assertions.catchThrowable(call::run);
        assertThat(thrown).isInstanceOf(Problem.class);
        return (Problem) thrown;
    }

    private static byte[] lines(byte[] export) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(export))) {
            return gzip.readAllBytes();
        }
    }

    private static String text(byte[] export) throws IOException {
        return new String(lines(export), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void everyRowIsTheSameThereAndBack() throws Exception {
        byte[] export = from.export();

        TransferReport report = to.restore(export);

        assertThat(report.words())
                .isEqualTo("2 searches, 1201 events, 2 listed files, 2 files of the mirror, 1 removal in progress,"
                        + " 2 notifications");
        assertThat(to.export()).isEqualTo(export);
        FilledStore back = store(engine, "back");
        back.restore(to.export());
        assertThat(back.export()).isEqualTo(export);
        assertThat(back.rows()).isEqualTo(from.rows()).isEqualTo(1210);
    }

    @Test
    void eventsAreReadUnderTheSameNumbers() throws Exception {
        to.restore(from.export());

        try (var journal = TestJournal.in(to.directory(), to.engine())) {
            assertThat(TestJournal.seqs(journal.all(FilledStore.ENDED)))
                    .isEqualTo(IntStream.rangeClosed(1, 1200)
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(journal.journal
                            .find(FilledStore.RUNNING)
                            .await()
                            .atMost(TestJournal.SOON)
                            .orElseThrow()
                            .retryOf())
                    .isEqualTo(FilledStore.ENDED);
        }
    }

    /** The format is public: another program may read it. */
    @Test
    void linesAreAsDocumented() throws Exception {
        List<String> lines = text(from.export()).lines().toList();

        assertThat(lines.get(0))
                .startsWith("{\"format\":\"voyage-store\",\"version\":1,\"schema\":9,\"tables\":{\"searches\":[\"id\",")
                .contains("\"deletions\":[\"search\",\"files\"]");
        assertThat(lines).contains("[\"deletions\",\"01m817yktc51zyqqpjbdrc5yb7\",1]");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("{\"end\":{\"searches\":2,\"events\":1201,\"files\":2,\"mirror\":2,\"deletions\":1,"
                        + "\"notifications\":2},\"sha256\":\"");
        assertThat(lines).hasSize(1212);
    }

    @Test
    void cutFileAddsNothing() throws Exception {
        byte[] export = from.export();

        for (int length = 3; length < export.length; length += length < export.length - 40 ? 97 : 1) {
            assertThat(refusal(to, Arrays.copyOf(export, length)))
                    .as("%s of %s bytes", length, export.length)
                    .isEqualTo(ProblemType.CORRUPT);
        }

        assertThat(to.restore(export).of(ExportedTable.SEARCHES)).isEqualTo(2);
    }

    @Test
    void damagedFileAddsNothing() throws Exception {
        byte[] export = from.export();

        for (int at = GZIP_HEADER_BYTES; at < export.length; at += at < export.length - 40 ? 101 : 1) {
            byte[] damaged = export.clone();
            damaged[at] ^= 0x10;
            ProblemType kind = refusal(to, damaged);
            assertThat(kind).as("byte %s", at).isIn(ProblemType.CORRUPT, ProblemType.BAD_PARAMETER);
        }
    }

    @Test
    void fileWithChangedLinesAddsNothing() throws Exception {
        String text = text(from.export());
        String last = text.lines().reduce((before, line) -> line).orElseThrow();

        assertThat(refusal(to, gzip(text.replace("EXECUTING", "COMPLETED")))).isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text.replaceFirst("\\[\"events\".*\n", ""))))
                .isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text.replace(last + "\n", "")))).isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text.stripTrailing()))).isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text + last + "\n"))).isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text.replace("\"events\":1201", "\"events\":1202"))))
                .isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text.replace("\"client\"", "\"unknown\"")))).isEqualTo(ProblemType.CORRUPT);
        assertThat(refusal(to, gzip(text.replaceFirst("\n\\[", "\n[[")))).isEqualTo(ProblemType.CORRUPT);
    }

    @Test
    void foreignFileAddsNothing() throws Exception {
        String text = text(from.export());

        assertThat(refusal(to, new byte[0])).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(refusal(to, lines(from.export()))).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(refusal(to, gzip(""))).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(refusal(to, gzip("id,name\n1,a\n"))).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(refusal(to, gzip("{\"format\":\"other\"}\n"))).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(refusal(to, gzip(text.replace("\"schema\":9", "\"schema\":10"))))
                .isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(refusal(to, gzip(text.replace("\"version\":1", "\"version\":2"))))
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }

    @Test
    void searchThatTheStoreHasIsRefused() throws Exception {
        byte[] export = from.export();
        to.restore(export);

        Problem problem = catchProblem(() -> to.restore(export));

        assertThat(problem.kind()).isEqualTo(ProblemType.CONFLICT);
        assertThat(problem.detail()).contains("it holds search " + FilledStore.ENDED + " already");
        assertThat(to.export()).isEqualTo(export);
    }

    @Test
    void keyAndRemovalThatTheStoreHasAreRefused() throws Exception {
        to.execute(
                "insert into searches (id, request, href, client, owner, created, phase, tally, last_seq, idempotency_key)"
                        + " values ('other', '{}', '', 'anna', '', 1, 'COMPLETED', '{}', 0, 'key')");
        assertThat(catchProblem(() -> to.restore(from.export())).detail())
                .contains("its search other has the same Idempotency-Key as search " + FilledStore.ENDED);

        to.execute("delete from searches", "insert into deletions (search) values ('" + FilledStore.RUNNING + "')");
        assertThat(catchProblem(() -> to.restore(from.export())).detail())
                .contains("it is removing search " + FilledStore.RUNNING);
    }

    @Test
    void rowThatDoesNotFitIsRefused() throws Exception {
        to.execute("insert into events (search, seq, type, time, json) values ('" + FilledStore.ENDED
                + "', 700, 'left over', 1, '{}')");

        assertThat(refusalOfRow()).contains("a row of table events does not fit");
        assertThat(to.rows()).isEqualTo(1);
    }

    private String refusalOfRow() {
        Problem problem = catchProblem(() -> to.restore(from.export()));
        assertThat(problem.kind()).isEqualTo(ProblemType.CONFLICT);
        return problem.detail();
    }

    @Test
    void knownFilesOfTheMirrorStay() throws Exception {
        to.execute("insert into mirror (path, bytes, sha256, verified, checked) values ('a/b', 5, 'aa', '', 1)");

        TransferReport report = to.restore(from.export());

        assertThat(report.known()).isEqualTo(1);
        assertThat(report.words()).endsWith("; 1 of the files of the mirror were known and stay as they are");
        assertThat(text(to.export())).contains("[\"mirror\",\"a/b\",5,\"aa\"");
    }

    @Test
    void storeInUseIsRefused() throws Exception {
        byte[] export = from.export();
        try (var running = TestJournal.in(from.directory(), engine);
                var target = TestJournal.in(to.directory(), to.engine())) {
            running.started();
            target.started();
            long before = to.rows();

            for (TransferCall call : List.<TransferCall>of(from::export, () -> to.restore(export))) {
                Problem problem = catchProblem(call);
                assertThat(problem.kind()).isEqualTo(ProblemType.CONFLICT);
                assertThat(problem.detail())
                        .startsWith("the store is in use by ")
                        .contains("stop every voyage");
            }
            assertThat(to.rows()).isEqualTo(before);
        }
    }

    @Test
    void emptyStoreIsKnown() throws Exception {
        assertThat(to.isEmpty()).isTrue();
        assertThat(from.isEmpty()).isFalse();
        assertThat(to.restore(to.export()).isEmpty()).isTrue();
    }

    /** A replica without searches has no lease, but would take over imported searches. */
    @Test
    void idleReplicaUsesTheStore() throws Exception {
        FilledStore postgres = from.engine() == TestEngine.POSTGRESQL ? from : to;
        var replica = TestPostgres.in(postgres.directory());
        replica.setApplicationName(StoreUsage.REPLICA_CONNECTION);
        try (Connection open = replica.getConnection()) {
            assertThat(open.isValid(10)).isTrue();
            assertThat(catchProblem(postgres::export).detail()).contains("in use by a replica at 127.0.0.1");
        }
    }

    @Test
    void failureOfTheOutputIsTold() {
        assertThatThrownBy(() -> from.transfer().export(new java.io.OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("disk full");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }
}
