package dev.voyage.download.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Identifies the current boot of the machine: data written since this boot is readable, whether or not it was forced to the disk.
 */
final class BootId {

    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** If the machine gives no boot id, each start of this process counts as one. */
    static String id() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException elsewhere) {
            return UUID.randomUUID().toString();
        }
    }
}
