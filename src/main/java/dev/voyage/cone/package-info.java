/**
 * Simple Cone Search and its siblings for images and spectra: a position on the sky and a radius in, observations out while the document is
 * still arriving.
 *
 * @see <a href="https://www.ivoa.net/documents/latest/ConeSearch.html">Simple Cone Search</a>
 */
package dev.voyage.cone;
