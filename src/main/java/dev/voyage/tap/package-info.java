/**
 * Table Access Protocol: the rows of a table around many positions in one request. Start at TapClient.
 *
 * @see <a href="https://www.ivoa.net/documents/TAP/">TAP 1.1</a>
 */
package dev.voyage.tap;
