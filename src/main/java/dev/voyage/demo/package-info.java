/**
 * A small archive on loopback that speaks the real protocols over real HTTP: Sesame, RegTAP, cone search, searches for
 * images and spectra, DataLink, index pages with files, and an S3 list. For demonstrations, development without a network, and tests. Its facts
 * (catalogues, rows, trees of files) are in {@code resources/demo}; its files are generated, small, real, and the same
 * bytes at every start.
 */
package dev.voyage.demo;
