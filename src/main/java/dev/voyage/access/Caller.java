package dev.voyage.access;

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

    static Caller byToken(String name) {
        return new Caller("token:" + name, name, false);
    }

    /** One whom an OpenID Connect provider knows under this subject. */
    public static Caller bySubject(String subject) {
        return new Caller("oidc:" + subject, subject, false);
    }

    /** Whether what is kept under this id is theirs. */
    public boolean owns(String owner) {
        return seesAll || (!id.isEmpty() && id.equals(owner));
    }

    /** What lists are narrowed to; null for everything. */
    public String filter() {
        return seesAll ? null : id;
    }
}
