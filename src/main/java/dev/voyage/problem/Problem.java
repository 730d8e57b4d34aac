package dev.voyage.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that went wrong and is understood: made at the border where it is understood, with the
 * offending value in its sentence, and never re-wrapped on the way. Anything that is not a {@code
 * Problem} is a bug.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problem extends RuntimeException {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Kind kind;
    private final String upstream;
    private final Duration retryAfter;
    private final boolean inVain;
    private final Map<String, Object> extensions;

    private Problem(
            Kind kind,
            String detail,
            Throwable cause,
            String upstream,
            Duration retryAfter,
            boolean inVain,
            Map<String, Object> extensions) {
        super(detail, cause, true, false); // expected, so no stack trace of its own; its cause keeps one
        this.kind = kind;
        this.upstream = upstream;
        this.retryAfter = retryAfter;
        this.inVain = inVain;
        this.extensions = extensions;
    }

    /**
     * @param detail one sentence with the offending value; strangers' text in it through {@link
     *     Quoted#of}
     */
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, null, null, null, false, Map.of());
    }

    /** As {@link #of}, and keeps the exception that showed it. */
    public static Problem of(Kind kind, String detail, Throwable cause) {
        return new Problem(kind, detail, cause, null, null, false, Map.of());
    }

    /** A request's parameter is wrong: 400, naming it. */
    public static Problem badParameter(String name, String detail) {
        return of(Kind.BAD_PARAMETER, detail).with("parameter", name);
    }

    /**
     * Something is bounded, and as much of it is going on as may: 429, to be tried again in a moment.
     *
     * @param setting that bounds it
     */
    public static Problem limit(String detail, String setting) {
        return of(Kind.TOO_MANY, detail + " (" + setting + "); try later")
                .with("limit", setting)
                .retryAfter(COME_BACK);
    }

    /** The same problem, met at this host. */
    public Problem at(String host) {
        return new Problem(kind, getMessage(), getCause(), host, retryAfter, inVain, extensions);
    }

    /** The same problem, its sentence followed by what the other side said, already quoted. */
    public Problem saying(String words) {
        return new Problem(kind, getMessage() + ": " + words, getCause(), upstream, retryAfter, inVain, extensions);
    }

    /** The same problem; the other side asked to wait this long. */
    public Problem retryAfter(Duration pause) {
        return new Problem(kind, getMessage(), getCause(), upstream, pause, inVain, extensions);
    }

    /** The same problem, though of a kind that may pass: trying again now has been seen not to help. */
    public Problem inVain() {
        return new Problem(kind, getMessage(), getCause(), upstream, retryAfter, true, extensions);
    }

    /** The same problem with one more member (RFC 9457, section 3.2), JSON-ready. */
    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(
                kind, getMessage(), getCause(), upstream, retryAfter, inVain, Collections.unmodifiableMap(more));
    }

    public Kind kind() {
        return kind;
    }

    /** The sentence; never null. */
    public String detail() {
        return getMessage();
    }

    public Optional<String> upstream() {
        return Optional.ofNullable(upstream);
    }

    /** How long the other side asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether who asked may ask again by itself. */
    public boolean retryable() {
        return kind.retryable() && !inVain;
    }

    /**
     * The members of the JSON object, in order; {@code instance} is left to who answers a request.
     */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", kind.type());
        members.put("title", kind.title());
        members.put("status", kind.status());
        members.put("detail", detail());
        if (upstream != null) {
            members.put("upstream", upstream);
        }
        if (retryAfter != null) {
            members.put("retryAfterSeconds", retryAfter.toSeconds());
        }
        extensions.forEach(members::putIfAbsent);
        return members;
    }
}
