package dev.voyage.download;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One file on its way into the mirror: all that is the same whichever way it comes. */
final class Delivery {

    /** A date of a file that has just changed does not tell it from the next version. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Such a body is taken from the line before anything is done about it. */
    private static final long SMALL = 64 * 1024;

    final Download download;
    final PartFile part;
    final Disk disk;
    private final Path place;
    private final String name;
    private final Manifest manifest;
    private final DownloadConfig config;
    private final Clock clock;
    private final Instant began;
    private final List<String> detours;
    private final Uni<Optional<Manifest.Known>> known;
    private int bodies;
    private int tries;

    Delivery(
            Download download,
            String name,
            Path place,
            PartFile part,
            Manifest manifest,
            Disk disk,
            DownloadConfig config,
            Clock clock) {
        this.download = download;
        this.name = name;
        this.place = place;
        this.part = part;
        this.manifest = manifest;
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

    /** Of the part as it is now. */
    long bytes() {
        return part.bytes();
    }

    synchronized int nextTry() {
        return ++tries;
    }

    /** A way did not work; whoever asks why another was taken is told. */
    synchronized void detour(Way way, String why) {
        detours.add("not " + way.reason() + ": " + why);
    }

    /** What is known of the file in its place, if that file is still the one. */
    Uni<Optional<Manifest.Known>> known() {
        return known;
    }

    private Uni<Optional<Manifest.Known>> here(Manifest.Known was) {
        return disk.run(() -> Optional.ofNullable(stillThere(was)))
                .call(is -> is.filter(it -> !it.equals(was)).isPresent()
                        ? manifest.keep(name, is.get())
                        : Uni.createFrom().voidItem());
    }

    private Manifest.Known stillThere(Manifest.Known was) throws IOException {
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) || Files.size(place) != was.bytes()) {
            return null;
        }
        String stamp = Stamp.of(place);
        if (stamp.equals(was.stamp())) {
            return was;
        }
        return Inspection.of(place).sha256().equals(was.sha256()) ? was.with(was.version(), stamp) : null;
    }

    /** What the next try by this way can build on. */
    Uni<Holding> holding(Way way) {
        return known.chain(it -> disk.run(() -> {
            Optional<PartNote> left = part.resume(way.url().toString());
            boolean comparable =
                    it.filter(known -> way.url().toString().equals(known.url())).isPresent();
            return new Holding(comparable ? it.get() : null, left.orElse(null), left.isPresent() ? part.bytes() : 0);
        }));
    }

    /** The way whose listing says that the file here is still the archive's. */
    Optional<Way> unchanged(Manifest.Known here) {
        return download.ways().stream()
                .filter(way -> way.version() != null
                        && way.version().equals(here.version())
                        && way.url().toString().equals(here.url()))
                .findFirst();
    }

    /**
     * @param head null when no body follows
     * @param sums of the whole file as the way tells it, or null
     */
    Intake intake(Head.Bytes head, Way way, Sums sums) {
        return new Intake(part, config, download, way, place, head, sums);
    }

    /**
     * A body that begins, passes and ends; what must be done to believe it follows by itself.
     *
     * @param length how much will come at most
     */
    Multi<Transfer> body(Multi<ByteBuffer> bytes, long length, Intake intake, Head.Bytes head, int number, Way way) {
        bodies++;
        Multi<Pieces> pieces = Pieces.of(bytes);
        return length <= SMALL
                // all that follows is done in this one visit to the disk
                ? pieces.collect()
                        .asList()
                        .chain(all -> disk.run(() -> all))
                        .onItem()
                        .transformToMulti(all -> passed(Multi.createFrom().iterable(all), intake, head, number, way))
                : passed(pieces, intake, head, number, way);
    }

    private Multi<Transfer> passed(Multi<Pieces> body, Intake intake, Head.Bytes head, int number, Way way) {
        var pulse = new Pulse(config.pulse(), clock.instant(), head.from());
        Multi<Transfer> begin = disk.run(() -> {
                    intake.begin();
                    return new Transfer.Started(way.word(), number, head.from());
                })
                .onItem()
                .transformToMulti(started -> Multi.createFrom().item(started));
        Multi<Transfer> middle = body.onItem()
                .transformToUniAndConcatenate(pieces -> disk.run(() -> {
                    pieces.into(intake);
                    return pulse.beat(clock.instant(), part.bytes(), head.total())
                            .orElse(null);
                }));
        Multi<Transfer> end = Multi.createFrom()
                .deferred(() -> Multi.createFrom().optional(pulse.last(clock.instant(), part.bytes(), head.total())));
        return Multi.createBy().concatenating().streams(begin, middle, end);
    }

    /**
     * Proves the part whole, puts it in its place and remembers it.
     *
     * @param total its length as the way says, or null
     */
    Multi<Transfer> completed(Long total, Intake intake, Validators validators, Way way) {
        return disk.run(() -> {
                    List<String> verified = intake.proof(total);
                    long bytes = part.bytes();
                    String sha256 = part.inspection().sha256();
                    part.commit(validators.modified());
                    return new Manifest.Known(
                            bytes,
                            sha256,
                            verified,
                            validators.etag(),
                            validators.lastModified(),
                            way.url().toString(),
                            version(validators, way),
                            Stamp.of(place));
                })
                .onItem()
                .transformToMulti(kept -> kept(kept, way));
    }

    private Multi<Transfer> kept(Manifest.Known file, Way way) {
        return manifest.keep(name, file).onItem().transformToMulti(done -> Multi.createFrom()
                .item(finished(file, way, false)));
    }

    /** Of a file that is shared as it lies in the mounted archive. */
    Proof proof(Inspection seen, Way.Mounted way) {
        return new Proof(seen, download, way, place, part.doubt(), null);
    }

    /** Where a file may wait that is not written here but shared; nobody else uses it while the place is ours. */
    Path shared() {
        return part.beside();
    }

    /** Puts a whole file that was waiting beside its place into it, and remembers it. */
    Multi<Transfer> taken(Path whole, Inspection seen, Way.Mounted way) {
        return disk.run(() -> {
                    var modified = Files.getLastModifiedTime(way.file());
                    if (!Files.getLastModifiedTime(whole).equals(modified)) {
                        Files.setLastModifiedTime(whole, modified); // a hard link has it already
                    }
                    Forces.now(whole);
                    Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    Forces.now(place.getParent());
                    var version = new Way.Mounted(way.file(), seen.bytes(), modified.toInstant());
                    return new Manifest.Known(
                            seen.bytes(),
                            seen.sha256(),
                            proof(seen, version).verified(seen.bytes()),
                            null,
                            Dates.text(modified.toInstant()),
                            way.url().toString(),
                            version.version(),
                            Stamp.of(place));
                })
                .onItem()
                .transformToMulti(kept -> kept(kept, way));
    }

    /** An index page shows minutes: a file that has just changed may change again under the same. */
    private String version(Validators validators, Way way) {
        boolean exact = way.bytes() != null;
        boolean settled = validators.modified() != null
                && validators.modified().plus(SETTLED).isBefore(clock.instant());
        return exact || settled ? way.version() : null;
    }

    /** The file in its place is the archive's, by what this way says. */
    Multi<Transfer> unchanged(Manifest.Known here, Way way) {
        boolean newlyListed = way.version() != null && !way.version().equals(here.version());
        var validators = new Validators(here.etag(), here.lastModified());
        Uni<Void> kept = newlyListed
                ? manifest.keep(name, here.with(version(validators, way), here.stamp()))
                : Uni.createFrom().voidItem();
        return kept.onItem().transformToMulti(done -> Multi.createFrom().item(finished(here, way, true)));
    }

    private synchronized Transfer.Finished finished(Manifest.Known file, Way way, boolean unchanged) {
        var why = new ArrayList<String>();
        why.add(way.reason());
        why.addAll(detours);
        return new Transfer.Finished(
                place,
                file.bytes(),
                file.sha256(),
                new Validators(null, file.lastModified()).modified(),
                file.verified(),
                Duration.between(began, clock.instant()),
                bodies,
                way.word(),
                String.join("; ", why),
                unchanged);
    }

    /**
     * What a way says of the version it brings.
     *
     * @param lastModified as HTTP has it
     */
    record Validators(String etag, String lastModified) {
        Instant modified() {
            return Optional.ofNullable(lastModified).flatMap(Dates::parse).orElse(null);
        }
    }
}
