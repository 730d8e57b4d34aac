package dev.voyage.objects;

/**
 * The credentials of a store of objects.
 *
 * @param session token of temporary credentials, or null
 */
public record AccessKey(String id, String secret, String session) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
