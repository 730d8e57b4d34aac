/**
 * A store of objects that speaks the protocol of Amazon S3: writes, reads, removes, and signs addresses for others. Knows nothing
 * of searches. Start at {@link dev.voyage.objects.ObjectStore}.
 */
package dev.voyage.objects;
