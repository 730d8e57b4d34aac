package dev.voyage.download;

import java.net.URI;
import java.time.Instant;

/**
 * A file to be fetched.
 *
 * @param url asked for byte for byte
 * @param bytes its size where known exactly, else null; another size is {@code CORRUPT}
 * @param roughBytes its size as a listing shows it, or null; only used to notice a body that ends
 *     far too early without saying so
 * @param listedModified when it was last changed where known exactly, else null; with {@code bytes}
 *     it spares the question whether the file has changed
 */
public record Download(URI url, Long bytes, Long roughBytes, Instant listedModified) {}
