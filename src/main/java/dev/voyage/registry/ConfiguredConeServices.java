package dev.voyage.registry;

import dev.voyage.registry.interfaces.Ivoid;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.Optional;

/** The addresses of cone searches in the configuration. */
final class ConfiguredConeServices {

    private ConfiguredConeServices() {}

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
