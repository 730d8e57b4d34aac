/**
 * The rules by which links are directories and files to download, and the reasons why an observation has none. Start at
 * DirectoryLinks.
 */
package dev.voyage.datalink.rule;
