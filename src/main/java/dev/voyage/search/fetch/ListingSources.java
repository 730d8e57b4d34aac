package dev.voyage.search.fetch;

import dev.voyage.archive.mount.MountArchive;
import dev.voyage.archive.mount.Mounts;
import dev.voyage.archive.s3.BucketMappings;
import dev.voyage.archive.s3.S3Archive;
import dev.voyage.archive.walk.HttpArchive;

/** All sources that may have an archive's directories. */
public record ListingSources(
        HttpArchive web, MountArchive mount, Mounts mounts, S3Archive s3, BucketMappings buckets) {}
