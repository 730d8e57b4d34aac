/** Buckets: ListObjectsV2, mappings from URLs to keys. Start at S3Archive. */
package dev.voyage.archive.s3;
