package dev.voyage.registry;

import dev.voyage.http.Urls;
import java.net.URI;
import java.util.Optional;

/** Where a catalogue's cone search is as far as the configuration knows. */
final class Fallback {

    private Fallback() {}

    static Optional<URI> of(RegistryConfig config, Ivoid ivoid) {
        Optional<URI> named = config.fallback().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(ivoid.text()))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
        return named.or(() -> config.heasarcFallback()
                .flatMap(pattern -> ivoid.heasarcTable().map(t -> pattern.replace("{table}", t)))
                .map(Urls::parse));
    }
}
