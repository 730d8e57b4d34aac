/**
 * Whether bytes are the file that the name promises: signatures, error pages, codings, ranges.
 * Start at ContentJudge.
 */
package dev.voyage.download.content;
