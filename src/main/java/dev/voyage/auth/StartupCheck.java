package dev.voyage.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Refuses to start the server with an unsafe configuration. */
public final class StartupCheck {

    private StartupCheck() {}

    /**
     * @param host the address to listen on
     * @param tokens the configured access tokens
     * @param provider the OpenID Connect provider, if one is configured
     * @return why the server must not start, for the operator
     */
    public static Optional<String> refusal(
            String host, AuthConfig config, AccessTokens tokens, Optional<String> provider) {
        if (config.mode().isEmpty() && !isLoopback(host)) {
            return Optional.of("voyage would listen on " + host + " and answer everybody there: set voyage.auth to"
                    + " token (with voyage.auth.tokens) or oidc (with quarkus.oidc.auth-server-url), or say"
                    + " voyage.auth=none to run without authentication; in the environment VOYAGE_AUTH");
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
