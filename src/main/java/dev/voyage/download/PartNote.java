package dev.voyage.download;

import dev.voyage.http.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Which version of which file a part belongs to.
 *
 * @param etag strong, or null
 * @param lastModified strong enough to resume by, or null
 * @param total its whole length, or null
 */
record PartNote(String url, String etag, String lastModified, Long total) {

    /** A file changed twice within its clock's grain keeps its date (RFC 9110, 8.8.2.2). */
    private static final Duration GRAIN = Duration.ofSeconds(60);

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

    static Optional<PartNote> read(Path file) throws IOException {
        try {
            var lines = new Properties();
            lines.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            String total = lines.getProperty("total", "");
            return Optional.ofNullable(lines.getProperty("url"))
                    .map(url -> new PartNote(
                            url,
                            lines.getProperty("etag"),
                            lines.getProperty("last-modified"),
                            total.isEmpty() ? null : Long.valueOf(total)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException unreadable) {
            return Optional.empty(); // cut short by a power failure: the part starts anew
        }
    }

    void write(Path file) throws IOException {
        var text = new StringBuilder();
        line(text, "url", url);
        line(text, "etag", etag);
        line(text, "last-modified", lastModified);
        line(text, "total", total == null ? null : total.toString());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String key, String value) {
        if (value != null) {
            text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
        }
    }
}
