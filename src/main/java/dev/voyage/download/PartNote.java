package dev.voyage.download;

import dev.voyage.http.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Which version of which file a part belongs to.
 *
 * @param etag strong, or null
 * @param lastModified strong enough to resume by, or null
 * @param total its whole length, or null
 * @param durable how many of its bytes are known to be on the disk, whatever happens to the power
 * @param boot the run of the machine during which the others were written, or null
 */
record PartNote(String url, String etag, String lastModified, Long total, long durable, String boot) {

    private static final String END = "end";
    private static final Set<OpenOption> NEW = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    /** A file changed twice within its clock's grain keeps its date (RFC 9110, 8.8.2.2). */
    private static final Duration GRAIN = Duration.ofSeconds(60);

    /** Of a part of which nothing is on the disk yet. */
    PartNote(String url, String etag, String lastModified, Long total) {
        this(url, etag, lastModified, total, 0, null);
    }

    /** Of a whole body that now begins. */
    static PartNote of(URI url, Answer answer, Long total, Instant now) {
        String etag = answer.header("ETag").filter(tag -> tag.startsWith("\"")).orElse(null);
        Instant sent = answer.header("Date").flatMap(Dates::parse).orElse(now);
        String modified = answer.header("Last-Modified")
                .filter(date -> Dates.parse(date)
                        .filter(at -> at.plus(GRAIN).isBefore(sent))
                        .isPresent())
                .orElse(null);
        return new PartNote(url.toString(), etag, modified, total);
    }

    /** Of a file that is about to be copied, told from other versions by its size and time. */
    static PartNote of(URI file, long bytes, Instant modified) {
        return new PartNote(file.toString(), "\"" + bytes + " " + modified + "\"", null, bytes);
    }

    /** What to put into If-Range; empty: what is here cannot be resumed. */
    Optional<String> validator() {
        return Optional.ofNullable(etag == null ? lastModified : etag);
    }

    /** Whether an answer speaks of another version: it names another ETag, or another date. */
    boolean contradicts(Answer answer) {
        Optional<String> tag = answer.header("ETag");
        if (etag != null && tag.isPresent()) {
            return !tag.get().equals(etag);
        }
        return lastModified != null
                && answer.header("Last-Modified")
                        .filter(it -> !it.equals(lastModified))
                        .isPresent();
    }

    /** The same file, further on. */
    PartNote durable(long bytes, String bootNow) {
        return new PartNote(url, etag, lastModified, total, bytes, bootNow);
    }

    /** Empty when there is none, or it is not whole: the part starts anew then. */
    static Optional<PartNote> read(Path file) throws IOException {
        try {
            var lines = new Properties();
            lines.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            String url = lines.getProperty("url");
            long durable = Long.parseLong(lines.getProperty("durable", ""));
            if (url == null || durable < 0 || !lines.getProperty(END, "").equals(END)) {
                return Optional.empty();
            }
            String total = lines.getProperty("total");
            return Optional.of(new PartNote(
                    url,
                    lines.getProperty("etag"),
                    lines.getProperty("last-modified"),
                    total == null ? null : Long.valueOf(total),
                    durable,
                    lines.getProperty("boot")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException unreadable) {
            return Optional.empty();
        }
    }

    /** In place of an older one, in one step; durable if any of its bytes are. */
    void write(Path file) throws IOException {
        var text = new StringBuilder();
        line(text, "url", url);
        line(text, "etag", etag);
        line(text, "last-modified", lastModified);
        line(text, "total", total == null ? null : total.toString());
        line(text, "durable", Long.toString(durable));
        line(text, "boot", boot);
        line(text, END, END);
        Path whole = half(file);
        try (var channel = FileChannel.open(whole, NEW)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durable > 0) {
                channel.force(true);
            }
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where it is written; no file of an archive may end like this. */
    static Path half(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void line(StringBuilder text, String key, String value) {
        if (value != null) {
            text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
        }
    }
}
