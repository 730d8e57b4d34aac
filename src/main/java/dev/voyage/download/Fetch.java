package dev.voyage.download;

import dev.voyage.http.Answer;
import dev.voyage.http.Http;
import dev.voyage.http.Leash;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file being fetched: what a single try does, from what is here to the rename. */
final class Fetch {

    private static final Set<Integer> UNDERSTOOD = Set.of(200, 206, 304, 416);

    private final Http http;
    private final DownloadConfig config;
    private final Manifest manifest;
    private final Disk disk;
    private final Clock clock;
    private final Download download;
    private final String name;
    private final Path place;
    private final PartFile part;
    private final Instant began;
    private int bodies;

    Fetch(
            Http http,
            DownloadConfig config,
            Manifest manifest,
            Disk disk,
            Clock clock,
            Download download,
            String name,
            Path place,
            PartFile part) {
        this.http = http;
        this.config = config;
        this.manifest = manifest;
        this.disk = disk;
        this.clock = clock;
        this.download = download;
        this.name = name;
        this.place = place;
        this.part = part;
        began = clock.instant();
    }

    /** Of the part as it is now. */
    long bytes() {
        return part.bytes();
    }

    /** One try; its failure leaves what the next can go on from. */
    Multi<Transfer> attempt(int number) {
        return manifest.find(name)
                .onItem()
                .transformToUni(known -> disk.run(() -> holding(known)))
                .onItem()
                .transformToMulti(
                        holding -> holding.isAsListed(download) ? unchanged(holding.known()) : asked(holding, number));
    }

    private Multi<Transfer> asked(Holding holding, int number) {
        var leash = new Leash(http);
        return leash.send(holding.ask(download))
                .onItem()
                .transformToMulti(answer -> heard(answer, holding, number))
                .onCancellation()
                .invoke(leash::cut);
    }

    private Holding holding(Optional<Manifest.Known> known) throws IOException {
        Optional<PartNote> left = part.resume(download.url().toString());
        boolean here = known.isPresent()
                && Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Files.size(place) == known.get().bytes();
        return new Holding(here ? known.get() : null, left.orElse(null), left.isPresent() ? part.bytes() : 0);
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
        Head head = Head.of(answer, holding, download, clock.instant());
        if (head instanceof Head.Bytes bytes) {
            return received(answer, bytes, number);
        }
        answer.discard();
        if (head instanceof Head.AllHere all) {
            var nothing = new Intake(part, config, download, place, null);
            return completed(answer, all.total(), nothing);
        } else if (head instanceof Head.StartOver again) {
            return disk.run(() -> {
                        part.drop();
                        return again;
                    })
                    .onItem()
                    .transformToMulti(done -> Multi.createFrom().failure(again.why()));
        }
        return unchanged(holding.known());
    }

    private Multi<Transfer> received(Answer answer, Head.Bytes head, int number) {
        bodies++;
        var intake = new Intake(part, config, download, place, head);
        var pulse = new Pulse(config.pulse(), clock.instant(), head.from());
        Multi<Transfer> begin = disk.run(() -> {
                    intake.begin();
                    return new Transfer.Started(number, head.from());
                })
                .onItem()
                .transformToMulti(started -> Multi.createFrom().item(started));
        Multi<Transfer> body = Pieces.of(answer.body())
                .onItem()
                .transformToUniAndConcatenate(pieces -> disk.run(() -> {
                    pieces.into(intake);
                    return pulse.beat(clock.instant(), part.bytes(), head.total())
                            .orElse(null);
                }));
        Multi<Transfer> end = Multi.createFrom()
                .deferred(() -> Multi.createFrom().optional(pulse.last(clock.instant(), part.bytes(), head.total())));
        return Multi.createBy().concatenating().streams(begin, body, end, completed(answer, head.total(), intake));
    }

    private Multi<Transfer> completed(Answer answer, Long total, Intake intake) {
        Optional<String> modified = answer.header("Last-Modified");
        return disk.run(() ->
                        committed(total, intake, modified.flatMap(Dates::parse).orElse(null)))
                .call(finished -> manifest.keep(
                        name,
                        new Manifest.Known(
                                finished.bytes(),
                                finished.sha256(),
                                answer.header("ETag").orElse(null),
                                modified.orElse(null),
                                download.listedModified(),
                                finished.verified())))
                .onItem()
                .transformToMulti(finished -> Multi.createFrom().item(finished));
    }

    private Transfer.Finished committed(Long total, Intake intake, Instant modified) throws IOException {
        List<String> verified = intake.proof(total);
        long bytes = part.bytes();
        String sha256 = part.inspection().sha256();
        part.commit(modified);
        return new Transfer.Finished(place, bytes, sha256, modified, verified, took(), bodies, false);
    }

    private Multi<Transfer> unchanged(Manifest.Known known) {
        Instant modified =
                Optional.ofNullable(known.lastModified()).flatMap(Dates::parse).orElse(null);
        return Multi.createFrom()
                .item(new Transfer.Finished(
                        place, known.bytes(), known.sha256(), modified, known.verified(), took(), bodies, true));
    }

    private Duration took() {
        return Duration.between(began, clock.instant());
    }
}
