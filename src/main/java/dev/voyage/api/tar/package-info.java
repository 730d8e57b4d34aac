/**
 * archive.tar: its layout is computed first, so that every byte of it can be requested again.
 * Start at TarRoute.
 */
package dev.voyage.api.tar;
