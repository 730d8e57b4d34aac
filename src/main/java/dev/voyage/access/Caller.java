package dev.voyage.access;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who asks.
 *
 * @param id what searches are kept under; empty for nobody in particular. Begins with the way of showing it, so that
 *     no two ways can name the same
 * @param name for people
 * @param seesAll whether what others have made is shown too: where nobody is asked who they are
 */
public record Caller(String id, String name, boolean seesAll) {

    /** Anybody, where nobody is asked. */
    public static final Caller ANYBODY = new Caller("", "", true);

    private static final String TOKEN = "token:";
    private static final String SUBJECT = "oidc:";

    static Caller byToken(String name) {
        return new Caller(TOKEN + name, name, false);
    }

    /** One whom an OpenID Connect provider knows under this subject. */
    public static Caller bySubject(String subject) {
        return new Caller(SUBJECT + subject, subject, false);
    }

    /** Whether what is kept under this id is theirs. */
    public boolean owns(String owner) {
        return seesAll || (!id.isEmpty() && id.equals(owner));
    }

    /** The name of whom something is kept under this id for; empty where nobody had to say who they are. */
    public static Optional<String> nameOf(String owner) {
        return Stream.of(TOKEN, SUBJECT)
                .filter(owner::startsWith)
                .map(way -> owner.substring(way.length()))
                .findFirst();
    }

    /** What lists are narrowed to; null for everything. */
    public String filter() {
        return seesAll ? null : id;
    }
}
