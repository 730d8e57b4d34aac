package dev.voyage.api.embed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins whose pages may embed voyage, as browsers write them. */
@ApplicationScoped
public class EmbedOrigins {

    /** Scheme, host and port: nothing that would end a header or a directive of a Content-Security-Policy. */
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?");

    private final Set<String> origins;

    EmbedOrigins(EmbedConfig config) {
        origins = parse(config.origins().orElse(List.of()));
    }

    /**
     * The origins in the form of the header {@code Origin}: in lower case, without the scheme's own port.
     *
     * @throws IllegalArgumentException if one is not an origin
     */
    static Set<String> parse(List<String> given) {
        Set<String> parsed = new LinkedHashSet<>();
        for (String each : given) {
            Matcher origin = ORIGIN.matcher(each.strip().toLowerCase(Locale.ROOT));
            if (!origin.matches()) {
                throw new IllegalArgumentException("voyage.embed.origins: " + each
                        + " is not an origin: scheme, host and port, such as https://dashboard.example.org");
            }
            String usualPort = origin.group(1).equals("https") ? "443" : "80";
            boolean isUsual = origin.group(3) == null || origin.group(3).equals(usualPort);
            parsed.add(origin.group(1) + "://" + origin.group(2) + (isUsual ? "" : ":" + origin.group(3)));
        }
        return parsed;
    }

    /** Whether any origin may embed voyage. */
    public boolean isAny() {
        return !origins.isEmpty();
    }

    boolean isAllowed(String origin) {
        return origin != null && origins.contains(origin);
    }

    /** The value of the directive {@code frame-ancestors} of the page. */
    public String frameAncestors() {
        return origins.isEmpty() ? "'none'" : String.join(" ", origins);
    }
}
