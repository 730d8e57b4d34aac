package dev.voyage.objects;

import dev.voyage.coding.PercentCoding;
import dev.voyage.coding.Sha256;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.UpstreamRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * A file that is sent in several requests. Nothing of it can be seen before all parts have arrived.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart upload</a>
 */
final class MultipartUpload {

    private static final int MOST_PARTS = 10_000;

    /** As many as keep a connection busy while the next part is read for its hash. */
    private static final int AT_ONCE = 3;

    private final ObjectStore store;
    private final URI address;
    private final Path file;
    private final long bytes;
    private final long partBytes;
    private final Executor disk;

    private record Part(int number, String etag) {}

    MultipartUpload(ObjectStore store, URI address, Path file, long bytes, long leastPartBytes, Executor disk) {
        this.store = store;
        this.address = address;
        this.file = file;
        this.bytes = bytes;
        this.partBytes = Math.max(leastPartBytes, (bytes + MOST_PARTS - 1) / MOST_PARTS);
        this.disk = disk;
    }

    /** Completes when the object is there; failed and cancelled, it withdraws the parts. */
    Uni<Void> run() {
        return store.done("POST", asking("uploads="), Map.of(), null, RequestSigner.EMPTY, "begin an upload")
                .map(begun -> begun.field("UploadId"))
                .invoke(id -> {
                    if (id.isEmpty()) {
                        throw Problem.of(ProblemType.STORAGE, "the object store began an upload without an id");
                    }
                })
                .chain(id -> sent(id).chain(parts -> completed(id, parts))
                        .onFailure()
                        .call(() -> withdrawn(id))
                        .onCancellation()
                        .call(() -> withdrawn(id)));
    }

    private Uni<List<Part>> sent(String id) {
        int count = Math.toIntExact((bytes + partBytes - 1) / partBytes);
        return Multi.createFrom()
                .range(1, count + 1)
                .onItem()
                .transformToUni(number -> sent(id, number))
                .merge(AT_ONCE)
                .collect()
                .asList();
    }

    private Uni<Part> sent(String id, int number) {
        long from = (number - 1) * partBytes;
        var body = new UpstreamRequest.FilePart(file, from, Math.min(partBytes, bytes - from));
        URI to = asking("partNumber=" + number + "&uploadId=" + PercentCoding.encode(id));
        return Uni.createFrom()
                .item(() -> hash(body))
                .runSubscriptionOn(disk)
                .chain(sha256 -> store.done("PUT", to, Map.of(), body, sha256, "store a part of the file"))
                .map(answer -> new Part(number, answer.etag()));
    }

    private Uni<Void> completed(String id, List<Part> parts) {
        String list = parts.stream()
                .sorted(Comparator.comparingInt(Part::number))
                .map(part -> "<Part><PartNumber>" + part.number() + "</PartNumber><ETag>" + escaped(part.etag())
                        + "</ETag></Part>")
                .collect(Collectors.joining("", "<CompleteMultipartUpload>", "</CompleteMultipartUpload>"));
        return store.done(
                        "POST",
                        asking("uploadId=" + PercentCoding.encode(id)),
                        Map.of("content-type", "application/xml"),
                        new UpstreamRequest.Text(list),
                        Sha256.hex(list),
                        "complete an upload")
                .replaceWithVoid();
    }

    /** As far as possible: the failure that led here is the one to report. */
    private Uni<Void> withdrawn(String id) {
        return store.done(
                        "DELETE",
                        asking("uploadId=" + PercentCoding.encode(id)),
                        Map.of(),
                        null,
                        RequestSigner.EMPTY,
                        "end an upload")
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private URI asking(String query) {
        return URI.create(address + "?" + query);
    }

    private static String escaped(String etag) {
        return etag.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String hash(UpstreamRequest.FilePart part) {
        var digest = Sha256.digest();
        try (var channel = FileChannel.open(part.file())) {
            var buffer = ByteBuffer.allocate(256 * 1024);
            long at = part.from();
            long end = part.from() + part.length();
            while (at < end) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                int count = channel.read(buffer, at);
                if (count < 0) {
                    throw new IOException("it ends at " + at + " of " + end + " bytes");
                }
                at += count;
                digest.update(buffer.flip());
            }
        } catch (IOException gone) {
            throw Problem.of(ProblemType.STORAGE, "a file cannot be read while it is stored", gone);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
