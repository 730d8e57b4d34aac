package dev.voyage.download;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.Watched;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Fetches files into the mirror, each whole and verified or not at all. */
public final class Downloader {

    private final Http http;
    private final Patience patience;
    private final DownloadConfig config;
    private final Mirror mirror;
    private final Manifest manifest;
    private final Disk disk;
    private final Clock clock;
    private final Turns turns = new Turns();
    private final Claims claims;
    private final Shares shares;
    private final Haul haul;

    /**
     * @param disk where everything that blocks is run
     */
    public Downloader(
            Http http,
            Patience patience,
            DownloadConfig config,
            Mirror mirror,
            Manifest manifest,
            Executor disk,
            Clock clock) {
        this(http, patience, config, mirror, manifest, disk, clock, Haul.NONE);
    }

    /** As the other, with one who counts. */
    public Downloader(
            Http http,
            Patience patience,
            DownloadConfig config,
            Mirror mirror,
            Manifest manifest,
            Executor disk,
            Clock clock,
            Haul haul) {
        this.haul = haul;
        this.http = http;
        this.patience = patience;
        this.config = config;
        this.mirror = mirror;
        this.manifest = manifest;
        this.disk = new Disk(disk);
        this.clock = clock;
        this.claims = new Claims(mirror.root());
        this.shares = new Shares(config.mounted());
    }

    /**
     * Fetches one file: for each try {@code Started} and {@code Advanced}, between tries {@code
     * Retrying}, at the end {@code Finished}. A try goes on where the last one broke off, this
     * one's or an earlier run's, if the archive says that the file is still the same. A file that
     * is in its place, known to the manifest and unchanged in the archive is {@code Finished} at
     * once. Asked for twice at the same time, a file is fetched once. Demand is the throttle:
     * nobody asking, nothing is read. Cancelling hangs up, and leaves what can be resumed.
     *
     * @return fails with the last try's {@code Problem}: as {@link Http#ask}; {@code CORRUPT} when
     *     the bytes are not what was announced or their structure is not whole; {@code TOO_LARGE};
     *     {@code UNSAFE_NAME}; {@code STORAGE} when the disk cannot take it
     */
    public Multi<Transfer> fetch(Download download, Notices notices) {
        return Watched.multi(
                "file",
                download.url(),
                notices,
                part -> Counted.of(Multi.createFrom().deferred(() -> inTurn(download, part)), haul));
    }

    /**
     * How large a file is, by the first of its ways: as listed, else by its head alone; and whether
     * it is here.
     *
     * @return fails as {@link Http#ask}, and with {@code UNSAFE_NAME}
     */
    public Uni<Measured> measure(Download download, Notices notices) {
        return Uni.createFrom().deferred(() -> {
            String name = mirror.nameOf(download.url());
            Path place = mirror.placeOf(download.url());
            Way way = download.ways().get(0);
            Uni<Long> size = way.bytes() != null || way instanceof Way.Mounted
                    ? Uni.createFrom().item(way.bytes())
                    : patience.with(
                                    http.ask(Ask.head(way.url())
                                            .header("Accept-Encoding", "identity")
                                            .by(notices)),
                                    notices)
                            .invoke(Answer::discard)
                            .map(head -> head.contentLength().isPresent()
                                    ? head.contentLength().getAsLong()
                                    : null);
            return size.chain(bytes -> manifest.find(name)
                    .chain(known -> disk.run(() -> new Measured(
                            way.word(),
                            bytes,
                            known.isPresent()
                                    && (bytes == null || bytes == known.get().bytes())
                                    && Files.isRegularFile(place)
                                    && Files.size(place) == known.get().bytes()))));
        });
    }

    /** What can be fetched before the disk is at its floor; 0 where it is below. */
    public Uni<Long> freeBytes() {
        return disk.run(() -> {
            Files.createDirectories(mirror.root());
            return Math.max(0, mirror.root().toFile().getUsableSpace() - config.diskFloor());
        });
    }

    private Multi<Transfer> inTurn(Download download, Notices notices) {
        String name = mirror.nameOf(download.url());
        Path place = mirror.placeOf(download.url());
        var part = new PartFile(place, name, mirror, claims);
        var delivery = new Delivery(download, name, place, part, manifest, disk, config, clock);
        var ways = new Ways(http, clock, patience, notices, config.headway(), shares);
        Disk.Task<Void> close = () -> {
            part.close();
            return null;
        };
        Function<Turns.Turn, Uni<Void>> ending =
                it -> (part.isCommitted() ? disk.atOnce(close) : disk.run(close)).eventually(it::end);
        return Multi.createFrom()
                .resource(() -> turns.take(place), it -> it.orElse(() -> ways.of(delivery)))
                .withFinalizer(ending);
    }
}
