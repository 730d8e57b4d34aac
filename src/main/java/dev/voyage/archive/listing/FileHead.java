package dev.voyage.archive.listing;

import java.net.URI;

/**
 * The description of a file in the headers of a response. All of it is a hint.
 *
 * @param url its address after redirects
 * @param contentType empty if not given
 * @param disposition the Content-Disposition; empty if not given
 * @param bytes its size, or null
 * @param etag or null
 */
public record FileHead(URI url, String contentType, String disposition, Long bytes, String etag) {}
