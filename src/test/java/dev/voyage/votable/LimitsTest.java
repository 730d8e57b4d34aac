package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableEvent.RowRead;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Untrusted documents cannot exceed the limits, and the reader reads only on demand. */
class LimitsTest {

    private static final int PIECE = 1 << 16;

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A beginning, then repeated text, with a count of the consumed bytes. */
    private static Multi<ByteBuffer> endless(String begin, String same, AtomicLong taken) {
        byte[] piece = same.repeat(PIECE / same.length()).getBytes(StandardCharsets.UTF_8);
        Multi<ByteBuffer> rest = Multi.createFrom()
                .range(0, (int) (10_000_000_000L / PIECE))
                .onItem()
                .transform(i -> ByteBuffer.wrap(piece))
                .onItem()
                .invoke(buffer -> taken.addAndGet(buffer.remaining()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(utf8(begin)), rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TD|<TABLE><FIELD name='x' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR><TD>|a",
                "TR|<TABLE><FIELD name='x' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR>|<TD>ab</TD>",
                "attribute|<TABLE name='|a",
                "name|<|a",
                "attributes|<TABLE |a='b' ",
                "comment|<!--|a",
                "instruction|<?a |a",
                "cdata|<INFO name='x' value='y'><![CDATA[|a",
                "info|<INFO name='x' value='y'>|a",
                "infos||<INFO name='x' value='y'/>",
                "fields|<TABLE>|<FIELD name='x' datatype='int'/>",
                "elements||<X/>",
                "depth||<RESOURCE>",
                "row|<TABLE><FIELD name='x' datatype='char' arraysize='*'/><DATA><BINARY><STREAM encoding='base64'>|fwAA",
                "services||<RESOURCE utype='adhoc:service'></RESOURCE>"
            })
    void aDocumentOfTenGigabytesEndsEarly(String attack) {
        String[] parts = attack.split("\\|", -1);
        var taken = new AtomicLong();
        String begin = "<VOTABLE><RESOURCE type='results'>" + parts[1];

        Reader read = Reader.of(new VotableReader(VotableLimits.DEFAULT).read(endless(begin, parts[2], taken)));

        assertThat(read.problem()).matches("(?s)(TOO_LARGE|MALFORMED): .*");
        assertThat(taken.get()).isLessThan(100L << 20);
    }

    @Test
    void aLongPrologueEndsEarly() {
        var taken = new AtomicLong();

        Reader read = Reader.of(
                new VotableReader(VotableLimits.DEFAULT).read(endless("<!DOCTYPE x [", "<!ENTITY a 'b'>", taken)));

        assertThat(read.problem()).startsWith("TOO_LARGE");
        assertThat(taken.get()).isLessThan(2L << 20);
    }

    @Test
    void aGzipBombEndsEarly() {
        Reader read = Reader.of(Doc.gzip("", 0, 200));
        assertThat(read.problem()).startsWith("MALFORMED"); // zeros are not XML

        assertThat(Reader.of(Doc.gzip("<VOTABLE>", ' ', 200)).problem())
                .startsWith("TOO_LARGE: The VOTable has a gzip stream that swells");
    }

    @Test
    void rowsAndBytesHaveLimits() {
        VotableLimits few = new VotableLimits(400, 250, 2, 10, 10, 100, 1000, 1000, 100, 10, 100);
        String rows = Doc.row(1, "a") + Doc.row(2, "b");

        assertThat(Reader.of(List.of(utf8(Doc.ints(rows))), few).failure()).isNull();
        Reader three = Reader.of(List.of(utf8(Doc.ints(rows + Doc.row(3, "c")))), few);
        assertThat(three.rows()).hasSize(2);
        assertThat(three.problem()).isEqualTo("TOO_LARGE: The VOTable has too many rows: the limit is 2");
        assertThat(Reader.of(List.of(utf8(" ".repeat(300) + Doc.ints(rows))), few)
                        .problem())
                .isEqualTo("TOO_LARGE: The VOTable has too many bytes: the limit is 400");
    }

    private static String manyRows(int count) {
        var rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(Doc.row(i, "row " + i));
        }
        return Doc.ints(rows.toString());
    }

    @Test
    void oneBufferIsAskedForAtATime() {
        byte[] document = manyRows(10_000).getBytes(StandardCharsets.UTF_8);
        var requested = new AtomicLong();
        var cancelled = new AtomicBoolean();
        var sent = new AtomicLong();
        Multi<ByteBuffer> body = Multi.createFrom()
                .range(0, document.length / 1000 + 1)
                .onItem()
                .transform(i -> ByteBuffer.wrap(
                        Arrays.copyOfRange(document, i * 1000, Math.min(document.length, i * 1000 + 1000))))
                .onItem()
                .invoke(sent::incrementAndGet)
                .onRequest()
                .invoke(requested::addAndGet)
                .onCancellation()
                .invoke(() -> cancelled.set(true));

        AssertSubscriber<VotableEvent> subscriber = new VotableReader(VotableLimits.DEFAULT)
                .read(body)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));

        assertThat(subscriber.getItems()).hasSize(1);
        assertThat(requested.get()).isEqualTo(1);
        subscriber.request(10);
        assertThat(subscriber.getItems()).hasSize(11);
        assertThat(requested.get()).isEqualTo(1);
        subscriber.request(100);
        assertThat(subscriber.getItems()).hasSize(111);
        assertThat(sent.get()).isLessThan(8).isEqualTo(requested.get());
        subscriber.cancel();
        assertThat(cancelled).isTrue();
    }

    @Test
    void aZippedBufferIsUnzippedAsRowsAreAskedFor() {
        // 64 KiB that expand to 5 MB: an eager reader would emit all rows after one request
        byte[] zipped = Doc.gzip(manyRows(100_000).getBytes(StandardCharsets.UTF_8));
        AssertSubscriber<VotableEvent> subscriber = new VotableReader(VotableLimits.DEFAULT)
                .read(Multi.createFrom().item(ByteBuffer.wrap(zipped)))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(5));

        assertThat(subscriber.getItems()).hasSize(5);
        subscriber.assertNotTerminated();
        subscriber.request(Long.MAX_VALUE);
        subscriber.assertCompleted();
        assertThat(subscriber.getItems().stream().filter(RowRead.class::isInstance))
                .hasSize(100_000);
    }

    @Test
    void aProblemHangsUp() {
        var cancelled = new AtomicBoolean();
        Multi<ByteBuffer> body = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(utf8("{")),
                        Multi.createFrom().<ByteBuffer>item(ByteBuffer.allocate(5000)),
                        Multi.createFrom().nothing())
                .onCancellation()
                .invoke(() -> cancelled.set(true));

        Reader read = Reader.of(new VotableReader(VotableLimits.DEFAULT).read(body));

        assertThat(read.problem()).startsWith("MALFORMED: The document is no XML");
        assertThat(cancelled).isTrue();
    }

    @Test
    void aFailureOfTheBodyComesThrough() {
        var broken = new IllegalStateException("connection");
        Multi<ByteBuffer> body = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(utf8("<VOTABLE>")),
                        Multi.createFrom().failure(broken));

        assertThat(Reader.of(new VotableReader(VotableLimits.DEFAULT).read(body))
                        .failure())
                .isSameAs(broken);
    }
}
