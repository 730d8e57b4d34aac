package dev.voyage.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What we are, as the build wrote it down. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/voyage-build.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return new String[] {
            "voyage " + build.getProperty("version", "unknown"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
