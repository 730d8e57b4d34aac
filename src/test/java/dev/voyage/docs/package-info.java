/** Tests that hold the documentation pages and the code together. */
package dev.voyage.docs;
