/** Where verified files are kept and read again: in their places in the mirror's directory, or in a store of objects. */
package dev.voyage.download.shelf;
