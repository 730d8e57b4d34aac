package dev.voyage.journal.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One event in the form that clients receive: one line of JSON in UTF-8, encoded once and shared by all readers. Immutable. */
public final class JournalEntry {

    /** RFC 3339, always with milliseconds. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Set<String> TERMINAL =
            Arrays.stream(Outcome.values()).map(Outcome::eventType).collect(Collectors.toUnmodifiableSet());

    private final String search;
    private final long seq;
    private final String type;
    private final Instant time;
    private final byte[] json;

    private JournalEntry(String search, long seq, String type, Instant time, byte[] json) {
        this.search = search;
        this.seq = seq;
        this.type = type;
        this.time = time;
        this.json = json;
    }

    /**
     * The event with its envelope before its fields.
     *
     * @param fields the event's own JSON object
     */
    public static JournalEntry stored(String search, long seq, String type, Instant time, String fields) {
        return new JournalEntry(search, seq, type, time, line(search, seq, type, time, fields));
    }

    /** An event without a position in the journal. */
    public static JournalEntry signal(String search, String type, Instant time, String fields) {
        return new JournalEntry(search, 0, type, time, line(search, 0, type, time, fields));
    }

    public static JournalEntry read(String search, long seq, String type, Instant time, String json) {
        return new JournalEntry(search, seq, type, time, json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] line(String search, long seq, String type, Instant time, String fields) {
        var line = new StringBuilder(fields.length() + 128);
        line.append("{\"type\":\"").append(type).append('"');
        if (seq > 0) {
            line.append(",\"seq\":").append(seq);
        }
        line.append(",\"search\":\"").append(search).append("\",\"time\":\"");
        TIME.formatTo(time, line);
        line.append('"').append(fields.length() > 2 ? "," : "").append(fields, 1, fields.length());
        // a lone surrogate, which UTF-8 cannot encode, becomes a question mark here
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    public String search() {
        return search;
    }

    /** Its position in the search's journal, from 1 without gaps; 0 for a signal. */
    public long seq() {
        return seq;
    }

    /** The SSE event name, such as {@code observation.found}. */
    public String type() {
        return type;
    }

    /** The time at which it was appended. */
    public Instant time() {
        return time;
    }

    /** Whether it is in the store; signals are not, and carry no id. */
    public boolean isStored() {
        return seq > 0;
    }

    /** Whether it is the last of its search. */
    public boolean isTerminal() {
        return TERMINAL.contains(type);
    }

    /** The line, without a newline; a view of shared bytes, each call with its own position. */
    public ByteBuffer json() {
        return ByteBuffer.wrap(json).asReadOnlyBuffer();
    }

    /** Reads the line's bytes and does not change them. */
    interface LineReader<T> {
        T read(byte[] line) throws IOException;
    }

    <T> T read(LineReader<T> reader) throws IOException {
        return reader.read(json);
    }

    /** Length of {@link #json()}, in bytes. */
    public int length() {
        return json.length;
    }

    /** The line as text. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text();
    }
}
