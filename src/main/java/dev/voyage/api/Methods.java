package dev.voyage.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be done with each of the annotated resources, which the framework does not say where it refuses. */
final class Methods {

    private static final List<String> READ = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> READ_AND_POST = List.of("GET", "HEAD", "OPTIONS", "POST");
    private static final Map<Pattern, List<String>> OF = new LinkedHashMap<>();

    static {
        OF.put(Pattern.compile("/v1/searches/?"), READ_AND_POST);
        OF.put(Pattern.compile("/v1/searches/[^/]+/?"), List.of("DELETE", "GET", "HEAD", "OPTIONS"));
        OF.put(Pattern.compile("/v1/searches/[^/]+/files/?"), READ);
        OF.put(Pattern.compile("/v1/tickets/?"), List.of("OPTIONS", "POST"));
        OF.put(Pattern.compile("/uws/?"), READ_AND_POST);
        OF.put(Pattern.compile("/uws/[^/]+/?"), List.of("DELETE", "GET", "HEAD", "OPTIONS", "POST"));
        OF.put(Pattern.compile("/uws/[^/]+/(phase|executionduration|destruction|parameters)/?"), READ_AND_POST);
        OF.put(Pattern.compile("/uws/[^/]+/(quote|owner|error|results)/?"), READ);
        OF.put(Pattern.compile("/v1/(targets|catalogues)/?|/(availability|capabilities)/?"), READ);
    }

    private Methods() {}

    /** As the header {@code Allow} has them. */
    static String allowed(String path) {
        return String.join(", ", of(path).orElse(READ));
    }

    /** Whether there is a resource that is not to be had by this method, whatever the framework calls that. */
    static boolean isRefused(String path, String method) {
        return of(path).filter(methods -> !methods.contains(method)).isPresent();
    }

    private static Optional<List<String>> of(String path) {
        return OF.entrySet().stream()
                .filter(resource -> resource.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
