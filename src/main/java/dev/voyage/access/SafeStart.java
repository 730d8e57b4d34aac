package dev.voyage.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What must not be served as it is set up. */
public final class SafeStart {

    private SafeStart() {}

    /**
     * @param host what is listened on
     * @param tokens how many there are to be let in by
     * @param provider of OpenID Connect, where one is named
     * @return why we must not begin to listen, for the operator
     */
    public static Optional<String> refusal(String host, AuthConfig config, Tokens tokens, Optional<String> provider) {
        if (config.mode().isEmpty() && !isLoopback(host)) {
            return Optional.of("voyage would listen on " + host + " and answer everybody there: set voyage.auth to"
                    + " token (with voyage.auth.tokens) or oidc (with quarkus.oidc.auth-server-url), or say"
                    + " voyage.auth=none if that is what you want; in the environment VOYAGE_AUTH");
        }
        return switch (config.mode().orElse(AuthConfig.Mode.NONE)) {
            case NONE -> Optional.empty();
            case TOKEN ->
                tokens.isEmpty()
                        ? Optional.of("voyage.auth is token, and there are none: set voyage.auth.tokens or"
                                + " voyage.auth.tokens-file")
                        : Optional.empty();
            case OIDC ->
                provider.isEmpty()
                        ? Optional.of(
                                "voyage.auth is oidc, and there is no provider: set" + " quarkus.oidc.auth-server-url")
                        : Optional.empty();
        };
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException nobodysMachine) {
            return false;
        }
    }
}
