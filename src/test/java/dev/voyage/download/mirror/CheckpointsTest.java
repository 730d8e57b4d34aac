package dev.voyage.download.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.AtAnArchive;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The remains of a part after a kill, and after a power failure. */
class CheckpointsTest {

    private static final URI URL = URI.create("https://archive.test/x.dat");
    private static final PartMetadata NOTE =
            new PartMetadata(URL.toString(), "\"v1\"", AtAnArchive.MONDAY, 90_000_000L);
    private static final int MIB = 1 << 20;

    @TempDir
    private Path files;

    @TempDir
    private Path later;

    @Test
    void afterAKillEveryByteCounts() throws Exception {
        byte[] file = AtAnArchive.bytes(2 * MIB, 1);
        try (var part = part(files, "monday")) {
            write(part, file);
            killed();
        }
        try (var part = part(later, "monday")) {
            assertThat(part.resume(URL.toString())).isPresent();
            assertThat(part.bytes()).isEqualTo(2 * MIB);
            assertThat(part.inspection().sha256()).isEqualTo(AtAnArchive.sha256(file));
        }
    }

    @Test
    void afterAPowerCutOnlyWhatWasForcedCountsAndNoZeroIsLeft() throws Exception {
        byte[] file = AtAnArchive.bytes(66 * MIB, 2);
        try (var part = part(files, "monday")) {
            write(part, file);
            killed();
        }
        try (var raw =
                new RandomAccessFile(later.resolve("archive.test/x.dat.part").toFile(), "rw")) {
            raw.seek(Checkpoints.EVERY);
            raw.write(new byte[2 * MIB]);
        }
        try (var part = part(later, "tuesday")) {
            assertThat(part.resume(URL.toString()).orElseThrow().etag()).isEqualTo("\"v1\"");
            assertThat(part.bytes()).isEqualTo(Checkpoints.EVERY);
            part.append(ByteBuffer.wrap(file, (int) Checkpoints.EVERY, 2 * MIB));
            part.commit(null);
        }
        assertThat(Files.mismatch(later.resolve("archive.test/x.dat"), Files.write(files.resolve("source"), file)))
                .isEqualTo(-1);
        assertThat(names(later)).containsExactly("x.dat");
    }

    @Test
    void whatWasNeverForcedIsFetchedAgainAfterAPowerCut() throws Exception {
        try (var part = part(files, "monday")) {
            write(part, AtAnArchive.bytes(2 * MIB, 1));
            killed();
        }
        try (var part = part(later, "tuesday")) {
            assertThat(part.resume(URL.toString())).isEmpty();
        }
    }

    @Test
    void aPartThatWasClosedIsOnTheDisk() throws Exception {
        try (var part = part(files, "monday")) {
            write(part, AtAnArchive.bytes(2 * MIB, 1));
        }
        try (var part = part(files, "tuesday")) {
            assertThat(part.resume(URL.toString())).isPresent();
            assertThat(part.bytes()).isEqualTo(2 * MIB);
            assertThat(part.resume(URL.toString()).orElseThrow().durable()).isEqualTo(2 * MIB);
        }
    }

    @Test
    void whatIsWrittenAfterAPowerCutCountsFromThenOn() throws Exception {
        byte[] file = AtAnArchive.bytes(3 * MIB, 1);
        try (var part = part(files, "monday")) {
            write(part, Arrays.copyOf(file, 2 * MIB));
        }
        try (var part = part(files, "tuesday")) {
            part.resume(URL.toString());
            part.append(ByteBuffer.wrap(file, 2 * MIB, MIB / 2));
            killed();
        }
        try (var part = part(later, "tuesday")) {
            part.resume(URL.toString());
            assertThat(part.bytes()).isEqualTo(2 * MIB + MIB / 2);
        }
    }

    @Test
    void aPartShorterThanItsNotePromisesIsNotThatPart() throws Exception {
        try (var part = part(files, "monday")) {
            write(part, AtAnArchive.bytes(2 * MIB, 1));
        }
        try (var raw =
                new RandomAccessFile(files.resolve("archive.test/x.dat.part").toFile(), "rw")) {
            raw.setLength(MIB);
        }
        try (var part = part(files, "monday")) {
            assertThat(part.resume(URL.toString())).isEmpty();
        }
    }

    @Test
    void theNoteIsGoneBeforeAnotherVersionIsWritten() throws Exception {
        try (var part = part(files, "monday")) {
            write(part, AtAnArchive.bytes(2 * MIB, 1));
        }
        try (var part = part(files, "monday")) {
            part.resume(URL.toString());
            part.start(new PartMetadata(URL.toString(), "\"v2\"", null, null));
            assertThat(names(files)).containsExactly("x.dat.part");
            assertThat(part.bytes()).isZero();
        }
    }

    @Test
    void whatCameFromOneAddressIsNotGoneOnFromAnother() throws Exception {
        try (var part = part(files, "monday")) {
            write(part, AtAnArchive.bytes(2 * MIB, 1));
            assertThat(part.resume("https://mirror.test/x.dat")).isEmpty();
            assertThat(part.resume(URL.toString())).isPresent();
        }
        try (var part = part(files, "monday")) {
            assertThat(part.resume("https://mirror.test/x.dat")).isEmpty();
        }
    }

    @Test
    void aNoteCutAnywhereIsRefusedOrRight() throws Exception {
        Path file = files.resolve("x.part-of");
        var note = NOTE.durable(64 * MIB, "monday");
        note.write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            var read = PartMetadata.read(file);
            assertThat(read.isEmpty() || read.get().equals(note)).isTrue();
            assertThat(read.isPresent()).isEqualTo(length >= whole.length - 1);
        }
        Files.write(file, new byte[whole.length]);
        assertThat(PartMetadata.read(file)).isEmpty();
        Files.writeString(file, new String(whole, java.nio.charset.StandardCharsets.UTF_8).replace("durable=", "x="));
        assertThat(PartMetadata.read(file)).isEmpty();
    }

    @Test
    void aNoteIsReplacedInOneStep() throws Exception {
        Path file = files.resolve("x.part-of");
        NOTE.write(file);
        Files.writeString(PartMetadata.half(file), "half a no"); // interrupted write
        assertThat(PartMetadata.read(file)).contains(NOTE);
        NOTE.durable(5, "monday").write(file);
        assertThat(PartMetadata.read(file).orElseThrow().durable()).isEqualTo(5);
        assertThat(PartMetadata.half(file)).doesNotExist();
    }

    @Test
    void theRunOfTheMachineIsTheSameForItsWholeLength() {
        assertThat(BootId.id()).isNotBlank();
        if (Files.exists(Path.of("/proc/sys/kernel/random/boot_id"))) {
            assertThat(BootId.id()).isEqualTo(BootId.id());
        }
    }

    private static PartFile part(Path files, String boot) {
        var mirror = new Mirror(files, boot, true);
        return new PartFile(mirror.placeOf(URL), mirror.nameOf(URL), mirror, new FileLocks(files));
    }

    private static void write(PartFile part, byte[] file) throws IOException {
        part.resume(URL.toString());
        part.start(NOTE);
        for (int at = 0; at < file.length; at += MIB) {
            part.append(ByteBuffer.wrap(file, at, Math.min(MIB, file.length - at)));
        }
    }

    /** Copies the current state of the disk, before anything is closed. */
    private void killed() throws IOException {
        Path to = Files.createDirectories(later.resolve("archive.test"));
        try (var all = Files.list(files.resolve("archive.test"))) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static List<String> names(Path files) throws IOException {
        try (var all = Files.list(files.resolve("archive.test"))) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }
}
