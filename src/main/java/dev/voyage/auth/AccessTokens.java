package dev.voyage.auth;

import dev.voyage.coding.Sha256;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The access tokens that authenticate callers. Only their hashes are kept, and a comparison takes the same time for
 * every input.
 */
public final class AccessTokens {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    private static final int SHORTEST = 16;

    private final Map<Caller, byte[]> known = new LinkedHashMap<>();

    private AccessTokens(List<String> entries) {
        entries.forEach(this::add);
    }

    /**
     * Reads the tokens of the settings and of the tokens file; blocks.
     *
     * @throws IllegalArgumentException when an entry is not {@code name=secret} with a secret that is long enough, or
     *     comes twice; the message has no secret in it
     */
    public static AccessTokens of(AuthConfig config) {
        var entries = new ArrayList<>(config.tokens().orElse(List.of()));
        config.tokensFile().ifPresent(file -> entries.addAll(lines(file)));
        return new AccessTokens(entries);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("voyage.auth.tokens-file cannot be read: " + file, unreadable);
        }
    }

    private void add(String entry) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? "" : entry.substring(0, equals).strip();
        String secret = equals < 0 ? "" : entry.substring(equals + 1).strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an entry of voyage.auth.tokens is not name=secret, the name of"
                    + " letters, digits and ._@- (entry " + (known.size() + 1) + ")");
        }
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("the secret of " + QuotedText.of(name)
                    + " in voyage.auth.tokens has fewer" + " than " + SHORTEST + " characters");
        }
        if (find(secret).isPresent() || known.put(Caller.byToken(name), Sha256.of(secret)) != null) {
            throw new IllegalArgumentException(QuotedText.of(name) + ", or its secret, is in voyage.auth.tokens twice");
        }
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** The caller that this secret authenticates. */
    public Optional<Caller> find(String secret) {
        byte[] hash = Sha256.of(secret);
        Caller found = null;
        for (var one : known.entrySet()) { // all of them, so that the time does not reveal which one matched
            found = MessageDigest.isEqual(one.getValue(), hash) ? one.getKey() : found;
        }
        return Optional.ofNullable(found);
    }
}
