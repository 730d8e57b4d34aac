package dev.voyage.download;

import dev.voyage.download.attempt.CountedTransfer;
import dev.voyage.download.attempt.FileCloner;
import dev.voyage.download.attempt.FileDownload;
import dev.voyage.download.attempt.FileTurns;
import dev.voyage.download.attempt.SlashRedirect;
import dev.voyage.download.attempt.SourceFallback;
import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.FileLocks;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.MirrorEraser;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.mirror.PartFile;
import dev.voyage.download.shelf.DirectoryShelf;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.download.source.DownloadListener;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.SizeProbe;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.TracedOperation;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Fetches files into the mirror, each whole and verified or not at all. */
public final class Downloader {

    /** The largest number that every reader of JSON takes exactly. */
    private static final long UNLIMITED = (1L << 53) - 1;

    private final Http http;
    private final RetryPolicy patience;
    private final DownloadConfig config;
    private final Mirror mirror;
    private final MirrorIndex manifest;
    private final FileShelf shelf;
    private final BlockingExecutor disk;
    private final Clock clock;
    private final FileTurns turns = new FileTurns();
    private final FileLocks claims;
    private final FileCloner shares;
    private final DownloadListener haul;

    /**
     * Keeps files in their places, and tells no listener.
     *
     * @param disk runs all blocking file operations
     */
    public Downloader(
            Http http,
            RetryPolicy patience,
            DownloadConfig config,
            Mirror mirror,
            MirrorIndex manifest,
            Executor disk,
            Clock clock) {
        this(
                http,
                patience,
                config,
                mirror,
                manifest,
                new DirectoryShelf(mirror, config.diskFloor(), new BlockingExecutor(disk)),
                disk,
                clock,
                DownloadListener.NONE);
    }

    /**
     * @param shelf keeps the files that are complete
     * @param disk runs all blocking file operations
     * @param haul counts transfers
     */
    public Downloader(
            Http http,
            RetryPolicy patience,
            DownloadConfig config,
            Mirror mirror,
            MirrorIndex manifest,
            FileShelf shelf,
            Executor disk,
            Clock clock,
            DownloadListener haul) {
        this.haul = haul;
        this.shelf = shelf;
        this.http = http;
        this.patience = patience;
        this.config = config;
        this.mirror = mirror;
        this.manifest = manifest;
        this.disk = new BlockingExecutor(disk);
        this.clock = clock;
        this.claims = new FileLocks(mirror.root());
        this.shares = new FileCloner(config.mounted());
    }

    /**
     * Fetches one file: {@code Started} and {@code Advanced} for each attempt, {@code Retrying} between attempts,
     * {@code Finished} at the end. An attempt resumes where the last one broke off (its own or one of an earlier run), if the
     * archive says that the file is still the same. A file that is in its place, known to the manifest and unchanged in the
     * archive is {@code Finished} at once. If a file is requested twice at the same time, it is fetched once. Demand is the
     * throttle: without demand, nothing is read. Cancelling closes the connection and leaves a part that can be resumed.
     *
     * @return fails with the last attempt's {@code Problem}: as {@link Http#ask}; {@code CORRUPT} when the bytes are not the
     *     announced ones or their structure is not complete; {@code TOO_LARGE}; {@code UNSAFE_NAME}; {@code STORAGE} when the
     *     disk cannot take it
     */
    public Multi<TransferEvent> fetch(Download download, RequestContext notices) {
        return TracedOperation.multi(
                "file",
                download.url(),
                notices,
                part -> CountedTransfer.of(Multi.createFrom().deferred(() -> inTurn(download, part)), haul));
    }

    /**
     * The size of a file according to the first of its sources, from the listing if it has one, otherwise from a HEAD request;
     * and whether the mirror already has the file.
     *
     * @return fails as {@link Http#ask}, with {@code UNSAFE_NAME}, and as {@link SlashRedirect} describes for a directory
     */
    public Uni<SizeProbe> measure(Download download, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            String name = mirror.nameOf(download.url(), download.name());
            Path place = mirror.placeNamed(name, download.url());
            FileSource way = download.ways().get(0);
            Uni<Long> size = way.bytes() != null || way instanceof FileSource.Mounted
                    ? Uni.createFrom().item(way.bytes())
                    : patience.with(
                                    http.ask(UpstreamRequest.head(way.url())
                                            .header("Accept-Encoding", "identity")
                                            .by(notices)),
                                    notices)
                            .invoke(UpstreamResponse::discard)
                            .invoke(head -> SlashRedirect.of(head, way.url()).ifPresent(directory -> {
                                throw directory;
                            }))
                            .map(head -> head.contentLength().isPresent()
                                    ? head.contentLength().getAsLong()
                                    : null);
            return size.chain(bytes -> manifest.find(name)
                    .chain(known -> isHere(known.filter(it -> bytes == null || bytes == it.bytes()), place))
                    .map(here -> new SizeProbe(way.word(), bytes, here)));
        });
    }

    private Uni<Boolean> isHere(Optional<MirrorIndex.Known> known, Path place) {
        return known.map(it -> shelf.has(new KeptFile(place, it.bytes(), it.sha256())))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    /** The number of bytes that can be fetched before free disk space reaches the configured floor; 0 if it is already below; 2^53 - 1 if no limit is known. */
    public Uni<Long> freeBytes() {
        return shelf.freeBytes().map(free -> free.orElse(UNLIMITED));
    }

    /** Removes files of the mirror; does not disturb the transfers of this downloader. */
    public FileRemover remover() {
        return new FileRemover(mirror, manifest, new MirrorEraser(mirror, claims), turns, disk, shelf);
    }

    private Multi<TransferEvent> inTurn(Download download, RequestContext notices) {
        String name = mirror.nameOf(download.url(), download.name());
        Path place = mirror.placeNamed(name, download.url());
        var part = new PartFile(place, name, mirror, claims);
        var delivery = new FileDownload(download, name, place, part, manifest, shelf, disk, config, clock);
        var ways = new SourceFallback(http, clock, patience, notices, config.headway(), shares);
        BlockingExecutor.Task<Void> close = () -> {
            part.close();
            return null;
        };
        Function<FileTurns.Turn, Uni<Void>> ending =
                it -> (part.isCommitted() ? disk.atOnce(close) : disk.run(close)).eventually(it::end);
        return Multi.createFrom()
                .resource(() -> turns.take(place), it -> it.orElse(() -> ways.of(delivery)))
                .withFinalizer(ending);
    }
}
