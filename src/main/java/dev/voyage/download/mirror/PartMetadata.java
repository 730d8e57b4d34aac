package dev.voyage.download.mirror;

import dev.voyage.coding.HttpDate;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.client.ContentCodings;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The file and version that a part belongs to.
 *
 * @param etag strong, or null
 * @param lastModified strong enough to resume by, or null
 * @param total its whole length, or null
 * @param durable how many of its bytes are known to be on the disk even after a power cut
 * @param boot the boot of the machine during which the others were written, or null
 * @param coding the Content-Encoding with which its bytes were sent, or null
 */
public record PartMetadata(
        String url, String etag, String lastModified, Long total, long durable, String boot, String coding) {

    private static final String END = "end";
    private static final Set<OpenOption> NEW = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    /** A file changed twice within the resolution of its clock keeps its date (RFC 9110, 8.8.2.2). */
    private static final Duration GRAIN = Duration.ofSeconds(60);

    /** For a part of which nothing is on the disk yet. */
    public PartMetadata(String url, String etag, String lastModified, Long total) {
        this(url, etag, lastModified, total, 0, null, null);
    }

    /** For bytes sent without a content coding. */
    public PartMetadata(String url, String etag, String lastModified, Long total, long durable, String boot) {
        this(url, etag, lastModified, total, durable, boot, null);
    }

    /** For a whole body that begins now. */
    public static PartMetadata of(URI url, UpstreamResponse answer, Long total, Instant now) {
        String etag = answer.header("ETag").filter(tag -> tag.startsWith("\"")).orElse(null);
        Instant sent =
                answer.header("Date").flatMap(date -> HttpDate.parse(date, now)).orElse(now);
        String modified = answer.header("Last-Modified")
                .filter(date -> HttpDate.parse(date, now)
                        .filter(at -> at.plus(GRAIN).isBefore(sent))
                        .isPresent())
                .orElse(null);
        return new PartMetadata(url.toString(), etag, modified, total, 0, null, coding(answer));
    }

    /** For a file that is about to be copied; its size and time distinguish it from other versions. */
    public static PartMetadata of(URI file, long bytes, Instant modified) {
        return new PartMetadata(file.toString(), "\"" + bytes + " " + modified + "\"", null, bytes);
    }

    /** The value for If-Range; empty if the part cannot be resumed. */
    public Optional<String> validator() {
        return Optional.ofNullable(etag == null ? lastModified : etag);
    }

    private static String coding(UpstreamResponse answer) {
        String names = ContentCodings.of(answer).toString();
        return names.isEmpty() ? null : names;
    }

    /** The same file, to be fetched as a whole each time. */
    public PartMetadata unresumable() {
        return new PartMetadata(url, null, null, null);
    }

    /** Whether a response with bytes names the version of this part: by a strong ETag, or by the date. */
    public boolean isOf(UpstreamResponse answer) {
        return etag != null
                ? answer.header("ETag").filter(etag::equals).isPresent()
                : lastModified != null
                        && answer.header("Last-Modified")
                                .filter(lastModified::equals)
                                .isPresent();
    }

    /** Whether bytes of this response certainly belong to another version: in another coding, or as {@link #contradicts}. */
    public boolean isNotOf(UpstreamResponse answer) {
        return !Objects.equals(coding, coding(answer)) || contradicts(answer);
    }

    /** Whether a response names another version: another ETag, or another date. */
    public boolean contradicts(UpstreamResponse answer) {
        Optional<String> tag = answer.header("ETag");
        if (etag != null && tag.isPresent()) {
            return !tag.get().equals(etag);
        }
        return lastModified != null
                && answer.header("Last-Modified")
                        .filter(it -> !it.equals(lastModified))
                        .isPresent();
    }

    /** The same file with more bytes durable. */
    PartMetadata durable(long bytes, String bootNow) {
        return new PartMetadata(url, etag, lastModified, total, bytes, bootNow, coding);
    }

    /** Empty when the file is missing or incomplete: the part then starts anew. */
    static Optional<PartMetadata> read(Path file) throws IOException {
        try {
            var lines = new Properties();
            lines.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            String url = lines.getProperty("url");
            long durable = Long.parseLong(lines.getProperty("durable", ""));
            if (url == null || durable < 0 || !lines.getProperty(END, "").equals(END)) {
                return Optional.empty();
            }
            String total = lines.getProperty("total");
            return Optional.of(new PartMetadata(
                    url,
                    lines.getProperty("etag"),
                    lines.getProperty("last-modified"),
                    total == null ? null : Long.valueOf(total),
                    durable,
                    lines.getProperty("boot"),
                    lines.getProperty("coding")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException unreadable) {
            return Optional.empty();
        }
    }

    /** Replaces an older file atomically; durable if any of the part's bytes are. */
    public void write(Path file) throws IOException {
        var text = new StringBuilder();
        line(text, "url", url);
        line(text, "etag", etag);
        line(text, "last-modified", lastModified);
        line(text, "total", total == null ? null : total.toString());
        line(text, "durable", Long.toString(durable));
        line(text, "boot", boot);
        line(text, "coding", coding);
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

    /** The temporary path for writing; no file of an archive may end like this. */
    static Path half(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void line(StringBuilder text, String key, String value) {
        if (value != null) {
            text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
        }
    }
}
