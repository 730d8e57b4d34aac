/** Checks of the native executable without GraalVM: its heap, reflection and resources. */
package dev.voyage.nativeimage;
