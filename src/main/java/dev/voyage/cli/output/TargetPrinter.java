package dev.voyage.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.resolve.ResolvedTarget;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Prints the position of a target, for people or as JSON. */
public final class TargetPrinter {

    private TargetPrinter() {}

    /** Prints one line, and leaves the stream open. */
    public static void print(PrintStream out, ResolvedTarget found, boolean json) {
        out.println(json ? json(found) : plain(found));
        out.flush();
    }

    private static String json(ResolvedTarget found) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", found.name());
        json.put("mainName", found.mainName());
        json.put("raDeg", found.position().raDeg());
        json.put("decDeg", found.position().decDeg());
        json.put("type", found.type());
        json.put("resolver", found.resolver());
        json.put("cached", found.cached());
        return new ObjectMapper().valueToTree(json).toString();
    }

    private static String plain(ResolvedTarget found) {
        return String.format(
                Locale.ROOT,
                "%s  %.6f %+.6f  %s  (%s)",
                TerminalText.of(found.name()),
                found.position().raDeg(),
                found.position().decDeg(),
                TerminalText.of(found.mainName() == null ? "" : found.mainName()),
                TerminalText.of(found.resolver()));
    }
}
