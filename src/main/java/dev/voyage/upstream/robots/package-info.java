/** robots.txt (RFC 9309): fetched, parsed, cached. Start at RobotsHttp. */
package dev.voyage.upstream.robots;
