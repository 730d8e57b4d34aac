package dev.voyage.problem;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An expected failure: created at the border that understands it, with the offending value in its sentence, and never
 * re-wrapped on the way. Any other exception is a bug.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problem extends RuntimeException {

    /** The member that names the invalid parameter. */
    private static final String PARAMETER = "parameter";

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final ProblemType kind;
    private final String upstream;
    private final Duration retryAfter;
    private final boolean inVain;
    private final Map<String, Object> extensions;

    private Problem(
            ProblemType kind,
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
     * @param detail one sentence with the offending value; untrusted text in it through {@link QuotedText#of}
     */
    public static Problem of(ProblemType kind, String detail) {
        return new Problem(kind, detail, null, null, null, false, Map.of());
    }

    /** As {@link #of}, with the exception that caused it. */
    public static Problem of(ProblemType kind, String detail, Throwable cause) {
        return new Problem(kind, detail, cause, null, null, false, Map.of());
    }

    /** At a border: an invalid request parameter: 400, naming it. */
    public static Problem badParameter(String name, String detail) {
        return badParameter(name, detail, null);
    }

    /** As {@link #badParameter(String, String)}, with the exception that caused it, or null. */
    public static Problem badParameter(String name, String detail, Throwable cause) {
        return of(ProblemType.BAD_PARAMETER, detail, cause).with(PARAMETER, name);
    }

    /**
     * Behind the borders: an invalid field of a request. As {@link #badParameter}, with the field's name for the parameter; a
     * border that has another name for it uses {@link #naming}.
     *
     * @param detail one sentence; if it begins with the field's name, it will begin with the parameter's
     */
    public static Problem invalidField(String field, String detail) {
        return badParameter(field, detail);
    }

    /** As {@link #invalidField(String, String)}, with the exception that caused it. */
    public static Problem invalidField(String field, String detail, Throwable cause) {
        return badParameter(field, detail, cause);
    }

    /**
     * The same problem at a border whose parameters have other names than the fields.
     *
     * @param parameters the name of the parameter for each field that has another one
     */
    public Problem naming(Map<String, String> parameters) {
        if (!(extensions.get(PARAMETER) instanceof String field) || !parameters.containsKey(field)) {
            return this;
        }
        String parameter = parameters.get(field);
        String words = getMessage();
        String renamed = words.startsWith(field + " ") ? parameter + words.substring(field.length()) : words;
        return new Problem(kind, renamed, getCause(), upstream, retryAfter, inVain, extensions)
                .with(PARAMETER, parameter);
    }

    /**
     * A limit on concurrent use has been reached: 429, to be retried in a moment.
     *
     * @param setting the limit's setting
     */
    public static Problem limit(String detail, String setting) {
        return of(ProblemType.TOO_MANY, detail + " (" + setting + "); try later")
                .with("limit", setting)
                .retryAfter(COME_BACK);
    }

    /** The same problem, with the host at which it occurred. */
    public Problem at(String host) {
        return new Problem(kind, getMessage(), getCause(), host, retryAfter, inVain, extensions);
    }

    /** The same problem, its sentence followed by the upstream's own words, already quoted. */
    public Problem saying(String words) {
        return new Problem(kind, getMessage() + ": " + words, getCause(), upstream, retryAfter, inVain, extensions);
    }

    /** The same problem, with the pause that the upstream asked for. */
    public Problem retryAfter(Duration pause) {
        return new Problem(kind, getMessage(), getCause(), upstream, pause, inVain, extensions);
    }

    /** The same problem, not retryable although its kind is: retrying now is known not to help. */
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

    public ProblemType kind() {
        return kind;
    }

    /** Whether a failure is a problem of one of these kinds. */
    public static boolean isOf(Throwable failure, ProblemType... kinds) {
        return failure instanceof Problem problem && Arrays.asList(kinds).contains(problem.kind);
    }

    /** The sentence; never null. */
    public String detail() {
        return getMessage();
    }

    public Optional<String> upstream() {
        return Optional.ofNullable(upstream);
    }

    /** The pause that the upstream asked for. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether a client may retry without a change. */
    public boolean retryable() {
        return kind.retryable() && !inVain;
    }

    /** The members of the JSON object, in order; {@code instance} is added by the code that answers a request. */
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
