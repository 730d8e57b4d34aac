package dev.voyage.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may ask. */
@ConfigMapping(prefix = "voyage.auth")
public interface AuthConfig {

    /** How those who ask show who they are. */
    enum Mode {
        /** Nobody is asked, everything is everybody's. */
        NONE,
        /** By a secret of {@link AuthConfig#tokens()}. */
        TOKEN,
        /** By a token of an OpenID Connect provider, {@code quarkus.oidc.auth-server-url}. */
        OIDC
    }

    /**
     * {@code none}, {@code token} or {@code oidc}. Where it is not set nobody is asked, and only this machine is
     * answered.
     */
    @WithParentName
    Optional<Mode> mode();

    /** Who is let in, {@code name=secret} pairs; a secret has at least 16 characters. */
    Optional<List<String>> tokens();

    /** A file with more of them, one a line. */
    Optional<Path> tokensFile();

    /** How long a ticket of {@code POST /v1/tickets} opens event streams and files. */
    @WithDefault("60s")
    Duration ticketLife();

    /** Whether {@code /q/metrics} is answered to those who do not say who they are. */
    @WithDefault("true")
    boolean openMetrics();

    /** Whether those who ask must say who they are. */
    default boolean asks() {
        return mode().orElse(Mode.NONE) != Mode.NONE;
    }
}
