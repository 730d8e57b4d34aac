package dev.voyage.search;

import dev.voyage.archive.Buckets;
import dev.voyage.archive.HttpArchive;
import dev.voyage.archive.MountArchive;
import dev.voyage.archive.Mounts;
import dev.voyage.archive.S3Archive;

/** All the places that may have an archive's directories. */
public record Archives(HttpArchive web, MountArchive mount, Mounts mounts, S3Archive s3, Buckets buckets) {}
