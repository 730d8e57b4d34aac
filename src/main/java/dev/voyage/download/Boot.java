package dev.voyage.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Which run of the machine this is: what was written during it is there, forced to the disk or not. */
final class Boot {

    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /** Where the machine does not tell, each start of this process counts as one. */
    static String id() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException elsewhere) {
            return UUID.randomUUID().toString();
        }
    }
}
