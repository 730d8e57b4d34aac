package dev.voyage.download.attempt;

import dev.voyage.coding.HttpDate;
import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.mirror.PartFile;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.shelf.ObjectShelf;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.download.verify.CompletenessCheck;
import dev.voyage.download.verify.S3Checksum;
import dev.voyage.download.verify.StreamInspection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One file on its way into the mirror: everything that does not depend on the source. */
public final class FileDownload {

    /** The modification time of a file that has just changed does not distinguish it from the next version. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Bodies up to this size are received completely before they are processed. */
    private static final long SMALL = 64 * 1024;

    final Download download;
    final PartFile part;
    final BlockingExecutor disk;
    private final Path place;
    private final String name;
    private final MirrorIndex manifest;
    private final FileShelf shelf;
    final DownloadConfig config;
    private final Clock clock;
    private final Instant began;
    private final List<String> detours;
    private final Uni<Optional<MirrorIndex.Known>> known;
    private int bodies;
    private int tries;

    public FileDownload(
            Download download,
            String name,
            Path place,
            PartFile part,
            MirrorIndex manifest,
            FileShelf shelf,
            BlockingExecutor disk,
            DownloadConfig config,
            Clock clock) {
        this.download = download;
        this.name = name;
        this.place = place;
        this.part = part;
        this.manifest = manifest;
        this.shelf = shelf;
        this.disk = disk;
        this.config = config;
        this.clock = clock;
        began = clock.instant();
        detours = new ArrayList<>(download.without());
        known = manifest.find(name)
                .chain(it -> it.isEmpty() ? Uni.createFrom().item(it) : here(it.get()))
                .memoize()
                .indefinitely();
    }

    /** The current size of the part. */
    long bytes() {
        return part.bytes();
    }

    synchronized int nextTry() {
        return ++tries;
    }

    /** Records that a source failed, for the reason reported with the source finally used. */
    synchronized void detour(FileSource way, String why) {
        detours.add("not " + way.reason() + ": " + why);
    }

    /** The manifest's record of the file in its place, if that file is still the same. */
    Uni<Optional<MirrorIndex.Known>> known() {
        return known;
    }

    private Uni<Optional<MirrorIndex.Known>> here(MirrorIndex.Known was) {
        if (shelf instanceof ObjectShelf objects) {
            return was.stamp() == null // doubted
                    ? Uni.createFrom().item(Optional.empty())
                    : objects.has(file(was))
                            .chain(has -> has
                                    ? objects.clear(file(was)).replaceWith(Optional.of(was))
                                    : Uni.createFrom().item(Optional.empty()));
        }
        return disk.run(() -> Optional.ofNullable(stillThere(was)))
                .call(is -> is.filter(it -> !it.equals(was)).isPresent()
                        ? manifest.keep(name, is.get())
                        : Uni.createFrom().voidItem());
    }

    private MirrorIndex.Known stillThere(MirrorIndex.Known was) throws IOException {
        Optional<BasicFileAttributes> there = attributes(place);
        if (there.filter(it -> it.isRegularFile() && it.size() == was.bytes()).isEmpty()
                || StreamInspection.isUnlike(place)) { // put there by a version that did not check
            return null;
        }
        if (part.isAsStamped(was.stamp())) {
            return was;
        }
        String stamp = part.stamp();
        return StreamInspection.of(place).sha256().equals(was.sha256()) ? was.with(was.version(), stamp) : null;
    }

    private static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** The local state from which the next attempt with this source can continue. */
    Uni<LocalCopy> holding(FileSource way) {
        return known.chain(it -> disk.run(() -> {
            Optional<PartMetadata> left = part.resume(way.url().toString());
            boolean comparable =
                    it.filter(known -> way.url().toString().equals(known.url())).isPresent();
            return new LocalCopy(comparable ? it.get() : null, left.orElse(null), left.isPresent() ? part.bytes() : 0);
        }));
    }

    /** The source with a listing that says that the local file is still the archive's version. */
    Optional<FileSource> unchanged(MirrorIndex.Known here) {
        return download.ways().stream()
                .filter(way -> way.version() != null
                        && way.version().equals(here.version())
                        && way.url().toString().equals(here.url()))
                .findFirst();
    }

    /**
     * @param head null when no body follows
     * @param sums checksums of the whole file from the source, or null
     */
    PartWriter intake(ResponseMeaning.Bytes head, FileSource way, BodyFacts facts, S3Checksum sums) {
        return new PartWriter(part, config, download, way, place, head, facts, sums);
    }

    /**
     * Receives a body from its start to its end and then verifies it.
     *
     * @param length the largest number of bytes to expect
     * @param number of the attempt, or 0 for a further part within the same attempt
     */
    Multi<TransferEvent> body(
            Multi<ByteBuffer> bytes,
            long length,
            PartWriter intake,
            ResponseMeaning.Bytes head,
            int number,
            FileSource way) {
        bodies += number > 0 ? 1 : 0;
        Multi<BufferBatch> pieces = BufferBatch.of(bytes);
        return length <= SMALL
                // everything after this is done in the same disk operation
                ? pieces.collect()
                        .asList()
                        .chain(all -> disk.run(() -> all))
                        .onItem()
                        .transformToMulti(all -> passed(Multi.createFrom().iterable(all), intake, head, number, way))
                : passed(pieces, intake, head, number, way);
    }

    private Multi<TransferEvent> passed(
            Multi<BufferBatch> body, PartWriter intake, ResponseMeaning.Bytes head, int number, FileSource way) {
        var pulse = new ProgressThrottle(config.pulse(), clock.instant(), head.from());
        Long total = head.mayBeZipped() ? null : head.total();
        Multi<TransferEvent> begin = disk.run(() -> {
                    intake.begin();
                    return Optional.<TransferEvent>of(new TransferEvent.Started(way.word(), number, head.from()))
                            .filter(it -> number > 0);
                })
                .onItem()
                .transformToMulti(started -> Multi.createFrom().optional(started));
        Multi<TransferEvent> middle = body.onItem()
                .transformToUniAndConcatenate(pieces -> disk.run(() -> {
                    pieces.into(intake);
                    return pulse.beat(clock.instant(), part.bytes(), total).orElse(null);
                }));
        Multi<TransferEvent> end = Multi.createFrom()
                .deferred(() -> Multi.createFrom().optional(pulse.last(clock.instant(), part.bytes(), total)));
        return Multi.createBy().concatenating().streams(begin, middle, end);
    }

    /**
     * Proves the part complete, moves it to its place and records it.
     *
     * @param total its length according to the source, or null
     */
    Multi<TransferEvent> completed(Long total, PartWriter intake, SourceValidators validators, FileSource way) {
        return disk.run(() -> {
                    List<String> verified = intake.proof(total);
                    long bytes = part.bytes();
                    String sha256 = part.inspection().sha256();
                    part.commit(validators.modified());
                    return new MirrorIndex.Known(
                            bytes,
                            sha256,
                            verified,
                            validators.etag(),
                            validators.lastModified(),
                            way.url().toString(),
                            version(validators, way),
                            part.stamp());
                })
                .onItem()
                .transformToMulti(kept -> kept(kept, way));
    }

    private Multi<TransferEvent> kept(MirrorIndex.Known file, FileSource way) {
        return shelf.keep(file(file))
                .chain(() -> manifest.keep(name, file))
                .chain(() -> shelf.confirm(file(file)))
                .onItem()
                .transformToMulti(done -> Multi.createFrom().item(finished(file, way, false)));
    }

    private KeptFile file(MirrorIndex.Known known) {
        return new KeptFile(place, known.bytes(), known.sha256());
    }

    /** The check for a file that is shared directly with the mounted archive. */
    CompletenessCheck proof(StreamInspection seen, FileSource.Mounted way) {
        return new CompletenessCheck(seen, seen.bytes(), download, way, place, BodyFacts.NONE, part.doubt(), null);
    }

    /**
     * The temporary path of a file that is shared rather than written; no other transfer uses it while this one holds the claim
     * on the place.
     */
    Path shared() {
        return part.beside();
    }

    /** Moves a complete file from the temporary path beside its place into it, and records it. */
    Multi<TransferEvent> taken(Path whole, StreamInspection seen, FileSource.Mounted way) {
        return disk.run(() -> {
                    var modified = Files.getLastModifiedTime(way.file());
                    if (!Files.getLastModifiedTime(whole).equals(modified)) {
                        Files.setLastModifiedTime(whole, modified); // a hard link already has this time
                    }
                    part.commitBeside();
                    var version = new FileSource.Mounted(way.file(), seen.bytes(), modified.toInstant());
                    return new MirrorIndex.Known(
                            seen.bytes(),
                            seen.sha256(),
                            proof(seen, version).verified(seen.bytes()),
                            null,
                            HttpDate.text(modified.toInstant()),
                            way.url().toString(),
                            version.version(),
                            part.stamp());
                })
                .onItem()
                .transformToMulti(kept -> kept(kept, way));
    }

    /** An index page shows minutes: a file that has just changed may change again within the same minute. */
    private String version(SourceValidators validators, FileSource way) {
        boolean exact = way.bytes() != null;
        boolean settled = validators.modified() != null
                && validators.modified().plus(SETTLED).isBefore(clock.instant());
        return exact || settled ? way.version() : null;
    }

    /** The file in its place is the archive's version, according to this source. */
    Multi<TransferEvent> unchanged(MirrorIndex.Known here, FileSource way) {
        boolean newlyListed = way.version() != null && !way.version().equals(here.version());
        var validators = new SourceValidators(here.etag(), here.lastModified());
        Uni<Void> kept = newlyListed
                ? manifest.keep(name, here.with(version(validators, way), here.stamp()))
                : Uni.createFrom().voidItem();
        return kept.onItem().transformToMulti(done -> Multi.createFrom().item(finished(here, way, true)));
    }

    private synchronized TransferEvent.Finished finished(MirrorIndex.Known file, FileSource way, boolean unchanged) {
        var why = new ArrayList<String>();
        why.add(way.reason());
        why.addAll(detours);
        return new TransferEvent.Finished(
                place,
                file.bytes(),
                file.sha256(),
                new SourceValidators(null, file.lastModified()).modified(),
                file.verified(),
                Duration.between(began, clock.instant()),
                bodies,
                way.word(),
                String.join("; ", why),
                unchanged);
    }
}
