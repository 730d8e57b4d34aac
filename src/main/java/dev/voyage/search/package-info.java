/**
 * The whole search: the only package that knows the order of name, registry, cone, links, listings and downloads, and how the
 * results of each step are recorded in the journal.
 */
package dev.voyage.search;
