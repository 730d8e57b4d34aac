package dev.voyage.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Authentication of clients. */
@ConfigMapping(prefix = "voyage.auth")
public interface AuthConfig {

    /** How clients authenticate. */
    enum Mode {
        /** No authentication: every caller sees and owns everything. */
        NONE,
        /** By a secret of {@link AuthConfig#tokens()}. */
        TOKEN,
        /** By a token of an OpenID Connect provider, {@code quarkus.oidc.auth-server-url}. */
        OIDC
    }

    /**
     * {@code none}, {@code token} or {@code oidc}. If not set, there is no authentication, and only requests from this
     * machine are answered.
     */
    @WithParentName
    Optional<Mode> mode();

    /** Users, as {@code name=secret} pairs; a secret has at least 16 characters. */
    Optional<List<String>> tokens();

    /** A file with further users, one per line. */
    Optional<Path> tokensFile();

    /** Lifetime of a ticket of {@code POST /v1/tickets}, for event streams and files. */
    @WithDefault("60s")
    Duration ticketLife();

    /** Whether {@code /q/metrics} is available without authentication. */
    @WithDefault("true")
    boolean openMetrics();

    /** Whether clients have to authenticate. */
    default boolean asks() {
        return mode().orElse(Mode.NONE) != Mode.NONE;
    }
}
