/** Percent-coding and resolution of URIs byte for byte. Start at Urls. */
package dev.voyage.upstream.uri;
