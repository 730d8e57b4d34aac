package dev.voyage.registry;

import java.net.URI;
import java.time.Duration;

/**
 * The cone search of a catalogue.
 *
 * @param ivoid in lower case; null where its URL was given
 * @param title of the catalogue, or null
 * @param accessUrl as registered, byte for byte; parameters are yet to be appended
 * @param registry the host that answered, {@code fallback} where the configured address was used,
 *     {@code given} where its URL was
 * @param cached whether it is an answer of before
 * @param age of the answer; zero where it is fresh
 */
public record ConeService(String ivoid, String title, URI accessUrl, String registry, boolean cached, Duration age) {}
