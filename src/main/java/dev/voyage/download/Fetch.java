package dev.voyage.download;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Leash;
import dev.voyage.http.Notices;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Set;

/** One file asked for by HTTP: what a single try does, from what is here to the rename. */
final class Fetch implements Attempt {

    private static final Set<Integer> UNDERSTOOD = Set.of(200, 206, 304, 416);

    private final Http http;
    private final Clock clock;
    private final Delivery delivery;
    private final Way way;
    private final Notices notices;

    Fetch(Http http, Clock clock, Delivery delivery, Way way, Notices notices) {
        this.http = http;
        this.clock = clock;
        this.delivery = delivery;
        this.way = way;
        this.notices = notices;
    }

    @Override
    public Multi<Transfer> run(int number) {
        return delivery.holding(way).onItem().transformToMulti(holding -> asked(holding, number));
    }

    private Multi<Transfer> asked(Holding holding, int number) {
        return Leash.multi(http, leash -> leash.send(holding.ask(way).by(notices))
                .onItem()
                .transformToMulti(answer -> heard(answer, holding, number)));
    }

    private Multi<Transfer> heard(Answer answer, Holding holding, int number) {
        Multi<Transfer> rest = UNDERSTOOD.contains(answer.status())
                ? Multi.createFrom().deferred(() -> understood(answer, holding, number))
                : answer.successful().onItem().transformToMulti(this::useless);
        return rest.onTermination().invoke((failure, cancelled) -> {
            if (failure != null || cancelled) {
                answer.discard();
            }
        });
    }

    private Multi<Transfer> useless(Answer answer) {
        answer.discard();
        String host = Urls.authority(answer.uri());
        String detail = host + " answered " + answer.status() + " without a file";
        return Multi.createFrom()
                .failure(Problem.of(Kind.REFUSED, detail).at(host).with("upstreamStatus", answer.status()));
    }

    private Multi<Transfer> understood(Answer answer, Holding holding, int number) {
        Head head = Head.of(answer, holding, way, clock.instant());
        if (head instanceof Head.Bytes bytes) {
            var intake = delivery.intake(bytes, way, sums(answer));
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            delivery.body(
                                    answer.body(),
                                    answer.contentLength().orElse(Long.MAX_VALUE),
                                    intake,
                                    bytes,
                                    number,
                                    way),
                            Multi.createFrom().deferred(() -> ended(answer, bytes, intake)));
        }
        answer.discard();
        if (head instanceof Head.AllHere all) {
            return delivery.completed(all.total(), delivery.intake(null, way, sums(answer)), validators(answer), way);
        } else if (head instanceof Head.StartOver again) {
            return delivery.disk
                    .run(() -> {
                        delivery.part.drop();
                        return again;
                    })
                    .onItem()
                    .transformToMulti(done -> Multi.createFrom().failure(again.why()));
        }
        return delivery.unchanged(holding.known(), way);
    }

    private Multi<Transfer> ended(Answer answer, Head.Bytes head, Intake intake) {
        boolean proven = head.total() != null || way.bytes() != null || head.zipped() || intake.isProvenByStructure();
        Uni<Long> total = proven ? Uni.createFrom().item(head.total()) : askedLength();
        return total.onItem().transformToMulti(it -> delivery.completed(it, intake, validators(answer), way));
    }

    /**
     * A body without a length ends the same when it is cut. Its head alone may say the length.
     */
    private Uni<Long> askedLength() {
        Ask head = Ask.head(way.url()).header("Accept-Encoding", "identity").by(notices);
        return http.ask(head)
                .invoke(Answer::discard)
                .map(answer -> answer.contentLength().isPresent()
                        ? answer.contentLength().getAsLong()
                        : null)
                .onFailure(Fetch::isRefusal)
                .recoverWithNull();
    }

    /** There are servers that know no HEAD. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.REFUSED;
    }

    private Sums sums(Answer answer) {
        return way instanceof Way.Bucket ? Sums.of(answer).orElse(null) : null;
    }

    private static Delivery.Validators validators(Answer answer) {
        return new Delivery.Validators(
                answer.header("ETag").orElse(null),
                answer.header("Last-Modified").orElse(null));
    }
}
