package dev.voyage.cli.options;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, from the build's metadata. */
public final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var build = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream("/voyage-build.properties")) {
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
