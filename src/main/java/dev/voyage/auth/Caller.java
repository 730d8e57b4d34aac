package dev.voyage.auth;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The caller of a request.
 *
 * @param id the owner under which searches are stored; empty for an anonymous caller. It begins with the authentication
 *     mode, so that an access token and an OpenID Connect subject never share an id
 * @param name for people
 * @param seesAll whether the caller also sees the searches of others: true when authentication is off
 */
public record Caller(String id, String name, boolean seesAll) {

    /** The caller of every request when authentication is off. */
    public static final Caller ANYBODY = new Caller("", "", true);

    private static final String TOKEN = "token:";
    private static final String SUBJECT = "oidc:";

    static Caller byToken(String name) {
        return new Caller(TOKEN + name, name, false);
    }

    /** The caller with this subject at the OpenID Connect provider. */
    public static Caller bySubject(String subject) {
        return new Caller(SUBJECT + subject, subject, false);
    }

    /** Whether the caller owns, or may see, resources stored under this owner id. */
    public boolean owns(String owner) {
        return seesAll || (!id.isEmpty() && id.equals(owner));
    }

    /** The name of the caller behind this owner id; empty when it was stored without authentication. */
    public static Optional<String> nameOf(String owner) {
        return Stream.of(TOKEN, SUBJECT)
                .filter(owner::startsWith)
                .map(way -> owner.substring(way.length()))
                .findFirst();
    }

    /** The owner id that lists are filtered by; null for no filter. */
    public String filter() {
        return seesAll ? null : id;
    }
}
