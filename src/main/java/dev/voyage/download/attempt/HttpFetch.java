package dev.voyage.download.attempt;

import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.ranges.RangedBody;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.download.verify.S3Checksum;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.ResponseScope;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** One file requested by HTTP: the steps of a single attempt, from the local bytes to the rename. */
final class HttpFetch implements DownloadAttempt {

    private static final Set<Integer> UNDERSTOOD = Set.of(200, 203, 206, 304, 416);

    /**
     * A server that sends less than this at a time is treated like one that breaks off: it gets a few more requests, with pauses.
     */
    private static final long LEAST_PART = 1024;

    private final Http http;
    private final Clock clock;
    private final FileDownload delivery;
    private final FileSource way;
    private final RequestContext notices;
    private volatile boolean rangesFailed;

    HttpFetch(Http http, Clock clock, FileDownload delivery, FileSource way, RequestContext notices) {
        this.http = http;
        this.clock = clock;
        this.delivery = delivery;
        this.way = way;
        this.notices = notices;
    }

    @Override
    public Multi<TransferEvent> run(int number) {
        return Multi.createFrom().deferred(() -> {
            var parts = new Parts(number);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> parts, this::holding)
                    .until(Optional::isEmpty)
                    .onItem()
                    .transformToMultiAndConcatenate(holding -> asked(holding.orElseThrow(), parts));
        });
    }

    /** The parts of one attempt: a response may hold less than was requested (RFC 9110, 15.3.7). */
    private static final class Parts {
        private final int number;
        private boolean begun;
        private boolean more = true;

        Parts(int number) {
            this.number = number;
        }

        /** The number of the attempt, for its first body only. */
        int next() {
            int next = begun ? 0 : number;
            begun = true;
            return next;
        }
    }

    private Uni<Optional<LocalCopy>> holding(Parts parts) {
        if (!parts.more) {
            return Uni.createFrom().item(Optional.empty());
        }
        parts.more = false;
        return delivery.holding(way).map(Optional::of);
    }

    private Multi<TransferEvent> asked(LocalCopy holding, Parts parts) {
        return ResponseScope.multi(http, leash -> leash.send(holding.ask(way).by(notices))
                .onItem()
                .transformToMulti(answer -> heard(answer, holding, parts)));
    }

    private Multi<TransferEvent> heard(UpstreamResponse answer, LocalCopy holding, Parts parts) {
        Optional<Problem> directory = SlashRedirect.of(answer, way.url());
        if (directory.isPresent()) {
            return Multi.createFrom().failure(directory.get());
        }
        Multi<TransferEvent> rest = UNDERSTOOD.contains(answer.status())
                ? Multi.createFrom().deferred(() -> understood(answer, holding, parts))
                : answer.successful().onItem().transformToMulti(this::useless);
        return rest.onTermination().invoke((failure, cancelled) -> {
            if (failure != null || cancelled) {
                answer.discard();
            }
        });
    }

    private Multi<TransferEvent> useless(UpstreamResponse answer) {
        answer.discard();
        String host = Urls.authority(answer.uri());
        String detail = host + " answered " + answer.status() + " without a file";
        return Multi.createFrom()
                .failure(Problem.of(ProblemType.REFUSED, detail).at(host).with("upstreamStatus", answer.status()));
    }

    private Multi<TransferEvent> understood(UpstreamResponse answer, LocalCopy holding, Parts parts) {
        return ResponseMeaning.of(answer, holding, way, clock.instant(), delivery.part.doubt())
                .match(
                        unchanged -> {
                            answer.discard();
                            return delivery.unchanged(holding.known(), way);
                        },
                        bytes -> body(answer, bytes, parts),
                        allHere -> {
                            answer.discard();
                            var intake = delivery.intake(null, way, BodyFacts.NONE, sums(answer));
                            return delivery.completed(allHere.total(), intake, validators(answer), way);
                        },
                        startOver -> {
                            answer.discard();
                            return afresh(startOver.why());
                        });
    }

    private Multi<TransferEvent> body(UpstreamResponse answer, ResponseMeaning.Bytes bytes, Parts parts) {
        var intake = delivery.intake(bytes, way, BodyFacts.of(answer), sums(answer));
        Optional<RangedBody> ranges = ranges(answer, bytes);
        Multi<TransferEvent> came = delivery.body(
                ranges.map(RangedBody::bytes).orElseGet(answer::body),
                answer.contentLength().orElse(Long.MAX_VALUE),
                intake,
                bytes,
                parts.next(),
                way);
        return Multi.createBy()
                .concatenating()
                .streams(
                        ranges.map(it -> afreshOnMismatch(came, it)).orElse(came),
                        Multi.createFrom().deferred(() -> ended(answer, bytes, intake, parts)));
    }

    /** The body in ranges, unless an earlier attempt at this file failed with them. */
    private Optional<RangedBody> ranges(UpstreamResponse answer, ResponseMeaning.Bytes bytes) {
        if (bytes.mayBeZipped() || bytes.isCutShort() || rangesFailed) {
            return Optional.empty();
        }
        UpstreamRequest ask = UpstreamRequest.get(way.url())
                .header("Accept-Encoding", "identity")
                .by(notices);
        DownloadConfig config = delivery.config;
        return RangedBody.of(
                http,
                delivery.disk,
                ask,
                answer,
                bytes.note(),
                bytes.from(),
                bytes.total(),
                config,
                length -> delivery.part.aside(length, config.diskFloor()),
                System::nanoTime);
    }

    /** Bytes that came in ranges are worth nothing once one of them was wrong. */
    private Multi<TransferEvent> afreshOnMismatch(Multi<TransferEvent> came, RangedBody ranges) {
        return came.onFailure().recoverWithMulti(failure -> {
            rangesFailed |= ranges.hasFailed();
            return ranges.mismatch().map(this::afresh).orElseGet(() -> Multi.createFrom()
                    .failure(failure));
        });
    }

    /** Drops the part of an earlier attempt, and fails, so that the next attempt begins anew. */
    private Multi<TransferEvent> afresh(Problem why) {
        return delivery.disk
                .run(() -> {
                    delivery.part.drop();
                    return why;
                })
                .onItem()
                .transformToMulti(done -> Multi.createFrom().failure(why));
    }

    private Multi<TransferEvent> ended(
            UpstreamResponse answer, ResponseMeaning.Bytes head, PartWriter intake, Parts parts) {
        return delivery.disk
                .run(() -> {
                    intake.end();
                    if (head.isCutShort()) {
                        intake.checkPart(LEAST_PART);
                    }
                    return head.isCutShort();
                })
                .onItem()
                .transformToMulti(more -> {
                    parts.more = more;
                    return more ? Multi.createFrom().<TransferEvent>empty() : whole(answer, head, intake);
                });
    }

    private Multi<TransferEvent> whole(UpstreamResponse answer, ResponseMeaning.Bytes head, PartWriter intake) {
        Uni<Long> total = intake.isProven() ? Uni.createFrom().nullItem() : askedLength();
        return total.map(asked -> head.total() == null ? asked : head.total())
                .onItem()
                .transformToMulti(it -> delivery.completed(it, intake, validators(answer), way));
    }

    /**
     * If a response head does not say where the body ends, a truncated body ends just like a whole one. A HEAD response may give
     * the length; a length below the number of received bytes belongs to something else.
     */
    private Uni<Long> askedLength() {
        UpstreamRequest head = UpstreamRequest.head(way.url())
                .header("Accept-Encoding", "identity")
                .by(notices);
        return http.ask(head)
                .invoke(UpstreamResponse::discard)
                .map(answer -> answer.contentLength().isPresent()
                                && answer.contentLength().getAsLong() >= delivery.bytes()
                        ? answer.contentLength().getAsLong()
                        : null)
                .onFailure(HttpFetch::isRefusal)
                .recoverWithNull();
    }

    /** Some servers do not support HEAD. */
    private static boolean isRefusal(Throwable failure) {
        return Problem.isOf(failure, ProblemType.REFUSED);
    }

    private S3Checksum sums(UpstreamResponse answer) {
        return way instanceof FileSource.Bucket ? S3Checksum.of(answer).orElse(null) : null;
    }

    private static SourceValidators validators(UpstreamResponse answer) {
        return new SourceValidators(
                answer.header("ETag").orElse(null),
                answer.header("Last-Modified").orElse(null));
    }
}
