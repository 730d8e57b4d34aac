/** Guards of the native executable that need no GraalVM: what its heap, its reflection and its resources would be. */
package dev.voyage.nativeimage;
