package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a search's tar will be, known before its first byte: which files, how long, and a name for
 * exactly these bytes. Filled with the manifest in order; costs eight bytes a file.
 *
 * <p>A search that runs brings files meanwhile; those that came after the survey are not in the tar
 * that was announced.
 */
final class TarSurvey {

    /** Two empty blocks end a tar, and its length is a multiple of this (POSIX.1-2017, pax). */
    private static final int RECORD = 20 * TarHeader.BLOCK;

    private final MessageDigest digest = sha256();
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

    /** To be called once, behind the last page. */
    TarSurvey done() {
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

    /** What follows the last file. */
    long tailLength() {
        return length() - entriesLength;
    }

    /** Whether the file is in the tar, just as it was when it was surveyed. */
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

    /** FNV-1a of the line. Two lines alike make the length wrong, which is noticed. */
    private static long mark(byte[] line) {
        long mark = 0xcbf29ce484222325L;
        for (byte b : line) {
            mark = (mark ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mark;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
