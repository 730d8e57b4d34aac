/**
 * The whole search: the only package that knows the order in which name, registry, cone, links,
 * listings and downloads happen, and how each step's results reach the journal.
 */
package dev.voyage.search;
