package dev.voyage.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens a page in the user's browser. */
public final class WebBrowser {

    private WebBrowser() {}

    /**
     * Returns at once; a browser that fails later is not noticed.
     *
     * @return whether a program that opens pages was started
     */
    public static boolean open(String url) {
        try {
            new ProcessBuilder(command(System.getProperty("os.name", ""), url))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    static List<String> command(String system, String url) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", url);
        }
        return name.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                : List.of("xdg-open", url);
    }
}
