package dev.voyage.votable;

import dev.voyage.problem.Problem;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableEvent.Descriptor;
import dev.voyage.votable.event.VotableEvent.RowRead;
import dev.voyage.votable.event.VotableEvent.RowRefused;
import dev.voyage.votable.event.VotableEvent.TableStart;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads documents in tests, and records all events and the end. */
public record Reader(List<VotableEvent> events, Throwable failure) {

    static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    static byte[] fixture(String path) {
        try {
            return Files.readAllBytes(FIXTURES.resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static Reader of(String document) {
        return of(document.getBytes(StandardCharsets.UTF_8));
    }

    public static Reader of(byte[] document) {
        return of(List.of(ByteBuffer.wrap(document)));
    }

    public static Reader of(List<ByteBuffer> pieces) {
        return of(pieces, VotableLimits.DEFAULT);
    }

    static Reader of(List<ByteBuffer> pieces, VotableLimits limits) {
        return of(new VotableReader(limits).read(Multi.createFrom().iterable(pieces)));
    }

    /** The hrefs of streams are files in this folder of the fixtures. */
    static Reader following(List<ByteBuffer> pieces, String folder) {
        Function<String, Multi<ByteBuffer>> href =
                name -> Multi.createFrom().item(ByteBuffer.wrap(fixture(folder + "/" + name)));
        return of(
                new VotableReader(VotableLimits.DEFAULT).read(Multi.createFrom().iterable(pieces), href));
    }

    static Reader of(Multi<VotableEvent> events) {
        var all = events.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        return new Reader(all.getItems(), all.getFailure());
    }

    public Columns columns() {
        return all(TableStart.class).get(0).columns();
    }

    public List<Row> rows() {
        return all(RowRead.class).stream().map(RowRead::row).toList();
    }

    public List<String> refusals() {
        return all(RowRefused.class).stream()
                .map(refused -> refused.problem().detail())
                .toList();
    }

    public List<ServiceDescriptor> descriptors() {
        return all(Descriptor.class).stream().map(Descriptor::descriptor).toList();
    }

    public <T extends VotableEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The cell of a table with one row and one column. */
    Object cell() {
        return rows().get(0).cell(0);
    }

    /** As one line: kind and sentence. */
    public String problem() {
        return failure instanceof Problem problem ? problem.kind() + ": " + problem.detail() : String.valueOf(failure);
    }
}
