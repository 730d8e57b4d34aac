package dev.voyage.objects;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.ContentRange;
import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * A bucket of a store that speaks the protocol of Amazon S3. Requests are repeated while their failure may pass; every failure in
 * the end is {@code STORAGE}. Results are emitted on an event loop.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Operations</a>
 */
public final class ObjectStore {

    /** Longer files are sent in parts of this size, or larger. */
    private static final long PART_BYTES = 16 << 20;

    private static final int LONGEST_ANSWER = 256 * 1024;

    /** For the answer to a request that sends at most one part, at 128 KiB a second. */
    private static final Duration SENDING = Duration.ofMinutes(2);

    private static final Duration ASKING = Duration.ofSeconds(30);

    /** A request to remove that is delayed for longer is refused by the store, and removes nothing that has come since. */
    private static final Duration REMOVING = Duration.ofSeconds(30);

    private final Http http;
    private final RetryPolicy patience;
    private final BucketPlace place;
    private final RequestSigner signer;
    private final Executor disk;
    private final long partBytes;

    /**
     * @param http follows no redirects: a signature is valid at one address
     * @param disk reads files to be sent
     */
    public ObjectStore(Http http, RetryPolicy patience, BucketPlace place, RequestSigner signer, Executor disk) {
        this(http, patience, place, signer, disk, PART_BYTES);
    }

    /** @param partBytes at least 5 MiB at Amazon's */
    ObjectStore(
            Http http, RetryPolicy patience, BucketPlace place, RequestSigner signer, Executor disk, long partBytes) {
        this.http = http;
        this.patience = patience;
        this.place = place;
        this.signer = signer;
        this.disk = disk;
        this.partBytes = partBytes;
    }

    /** The address of all objects. */
    public String name() {
        return place.address("").toString();
    }

    /**
     * Stores a whole file under a key, unless an object of its size is there. The store checks its hash.
     *
     * @param key of an object that has always the same bytes
     * @param sha256 of the file, in lower-case hex
     */
    public Uni<Void> put(String key, Path file, long bytes, String sha256) {
        return size(key)
                .chain(there -> there.isPresent() && there.getAsLong() == bytes
                        ? nothing()
                        : written(key, file, bytes, sha256));
    }

    private Uni<Void> written(String key, Path file, long bytes, String sha256) {
        Uni<Void> sent = bytes <= partBytes
                ? sent(key, file, bytes, sha256)
                : new MultipartUpload(this, place.address(key), file, bytes, partBytes, disk).run();
        return sent.chain(() -> size(key))
                .invoke(there -> {
                    if (there.isEmpty() || there.getAsLong() != bytes) {
                        throw Problem.of(
                                ProblemType.STORAGE,
                                "the object store took a file of " + bytes + " bytes and has "
                                        + (there.isEmpty() ? "none" : "one of " + there.getAsLong()));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> sent(String key, Path file, long bytes, String sha256) {
        // the hash is a part of the signature, so the store checks it; x-amz-checksum-sha256 is unknown to some stores
        var body = new UpstreamRequest.FilePart(file, 0, bytes);
        return done("PUT", place.address(key), Map.of(), body, sha256, "store the file")
                .replaceWithVoid();
    }

    /** The number of bytes of an object; empty if there is none. */
    public Uni<OptionalLong> size(String key) {
        Uni<OptionalLong> asked = send("HEAD", place.address(key), Map.of(), null, RequestSigner.EMPTY)
                .map(head -> {
                    head.discard();
                    if (head.status() == 404) {
                        return OptionalLong.empty();
                    } else if (head.status() != 200 || head.contentLength().isEmpty()) {
                        throw StoreAnswer.of(head, new byte[0]).problem("say whether it has a file");
                    }
                    return head.contentLength();
                });
        return patiently(asked);
    }

    /**
     * Bytes of an object, on demand. A broken transfer is continued where it ended.
     *
     * @param length at least 1
     * @return exactly this number of bytes; fails with {@code NOT_FOUND} if there is no such object
     */
    public Multi<ByteBuffer> read(String key, long from, long length) {
        return new ObjectRead(this, place.address(key), from, length).bytes();
    }

    /** Removes an object; it is no failure if there is none. */
    public Uni<Void> remove(String key) {
        URI address = place.address(key);
        Uni<StoreAnswer> asked = Uni.createFrom()
                .deferred(() -> http.send(request(
                        "DELETE", signer.presigned("DELETE", address, Map.of(), REMOVING), Map.of(), null, ASKING)))
                .chain(ObjectStore::read)
                .map(answer -> {
                    if (!answer.isSuccess() && answer.status() != 404) {
                        throw answer.problem("remove a file");
                    }
                    return answer;
                });
        return patiently(asked).replaceWithVoid();
    }

    /**
     * An address where anybody can read an object for a while.
     *
     * @param response parameters that set headers of the answer, such as {@code response-content-type}
     */
    public URI address(String key, Map<String, String> response, Duration lasting) {
        return signer.presigned("GET", place.address(key), response, lasting);
    }

    /** One answer, which is a success; repeated while its failure may pass. */
    Uni<StoreAnswer> done(
            String method,
            URI address,
            Map<String, String> headers,
            UpstreamRequest.Body body,
            String sha256,
            String what) {
        return patiently(send(method, address, headers, body, sha256)
                .chain(ObjectStore::read)
                .invoke(answer -> {
                    if (!answer.isSuccess()) {
                        throw answer.problem(what);
                    }
                }));
    }

    /** A response whose body has the bytes from a position on; repeated while its failure may pass. */
    Uni<UpstreamResponse> opened(URI address, long from, long length) {
        Map<String, String> range = Map.of("range", "bytes=" + from + "-" + (from + length - 1));
        return patiently(send("GET", address, range, null, RequestSigner.EMPTY).call(head -> {
            if (isFrom(head, from)) {
                return nothing();
            } else if (head.status() == 404) {
                head.discard();
                throw Problem.of(ProblemType.NOT_FOUND, "the object store does not have the file");
            }
            return read(head).invoke(answer -> {
                throw answer.problem("give the file");
            });
        }));
    }

    /** Whether the body begins there according to the answer itself. */
    private static boolean isFrom(UpstreamResponse head, long from) {
        return head.status() / 100 == 2
                && (ContentRange.isIn(head)
                        ? ContentRange.of(head)
                                .filter(range -> range.first() == from)
                                .isPresent()
                        : head.status() == 200 && from == 0);
    }

    private Uni<UpstreamResponse> send(
            String method, URI address, Map<String, String> headers, UpstreamRequest.Body body, String sha256) {
        Duration longest = body == null ? ASKING : SENDING;
        return Uni.createFrom()
                .deferred(() -> http.send(
                        request(method, address, signer.signed(method, address, headers, sha256), body, longest)));
    }

    private static UpstreamRequest request(
            String method, URI address, Map<String, String> headers, UpstreamRequest.Body body, Duration longest) {
        return new UpstreamRequest(method, address, headers, body, longest, FairnessKey.NONE, null);
    }

    private static Uni<StoreAnswer> read(UpstreamResponse head) {
        return head.bytes(LONGEST_ANSWER).map(body -> StoreAnswer.of(head, body));
    }

    private <T> Uni<T> patiently(Uni<T> asked) {
        return patience.with(asked, RequestContext.NONE)
                .onFailure(Problem.class)
                .transform(ObjectStore::storage);
    }

    private static Throwable storage(Throwable thrown) {
        Problem failure = (Problem) thrown;
        return switch (failure.kind()) {
            case STORAGE, NOT_FOUND -> failure;
            default -> Problem.of(ProblemType.STORAGE, "the object store cannot be used: " + failure.detail(), failure);
        };
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
