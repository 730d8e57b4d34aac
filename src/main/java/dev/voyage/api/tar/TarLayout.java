package dev.voyage.api.tar;

import dev.voyage.coding.Sha256;
import dev.voyage.journal.record.FileRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The layout of a search's tar, known before its first byte: the files, the length, and an ETag for exactly these bytes. Filled
 * with the manifest in order; needs eight bytes per file.
 *
 * <p>A running search may add files meanwhile; those that were added after the survey are not in the announced tar.
 */
final class TarLayout {

    /** Two empty blocks end a tar, and its length is a multiple of this (POSIX.1-2017, pax). */
    private static final int RECORD = 20 * TarHeader.BLOCK;

    private final MessageDigest digest = Sha256.digest();
    private long[] marks = new long[256];
    private int files;
    private long entriesLength;
    private String etag;

    /** Takes the next page of the manifest. */
    void take(List<FileRecord> page) {
        page.stream().filter(FileRecord::isHere).forEach(file -> {
            byte[] line = line(file);
            digest.update(line);
            marks = files == marks.length ? Arrays.copyOf(marks, 2 * files) : marks;
            marks[files++] = mark(line);
            entriesLength += entryLength(file);
        });
    }

    /** To be called once, after the last page. */
    TarLayout done() {
        etag = '"' + HexFormat.of().formatHex(digest.digest()) + '"';
        Arrays.sort(marks, 0, files);
        return this;
    }

    /** Strong: the same files, the same bytes. */
    String etag() {
        return etag;
    }

    int files() {
        return files;
    }

    /** Length of the whole tar. */
    long length() {
        return (entriesLength + 2 * TarHeader.BLOCK + RECORD - 1) / RECORD * RECORD;
    }

    /** The number of bytes after the last file. */
    long tailLength() {
        return length() - entriesLength;
    }

    /** Whether the file is in the tar, unchanged since the survey. */
    boolean has(FileRecord file) {
        return file.isHere() && Arrays.binarySearch(marks, 0, files, mark(line(file))) >= 0;
    }

    static long entryLength(FileRecord file) {
        return TarHeader.length(file.file(), file.bytes()) + TarHeader.padded(file.bytes());
    }

    private static byte[] line(FileRecord file) {
        String line = file.file() + '\0' + file.bytes() + ' ' + file.sha256() + ' ' + file.modified() + '\n';
        return line.getBytes(StandardCharsets.UTF_8);
    }

    /** FNV-1a of the line. If two different lines have the same hash, the length does not match, which is detected. */
    private static long mark(byte[] line) {
        long mark = 0xcbf29ce484222325L;
        for (byte b : line) {
            mark = (mark ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mark;
    }
}
