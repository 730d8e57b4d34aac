package dev.voyage.upstream.uri;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reference resolution that changes nothing beyond the required (RFC 3986, 5.2). */
final class UriResolver {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private UriResolver() {}

    static String resolve(URI base, String reference) {
        if (SCHEME.matcher(reference).matches()) {
            return reference;
        }
        if (reference.startsWith("//")) {
            return base.getScheme() + ":" + reference;
        }
        String root = base.getScheme() + "://" + base.getRawAuthority();
        String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        if (reference.startsWith("/")) {
            return root + withoutDots(reference);
        }
        if (reference.startsWith("?")) {
            return root + path + reference;
        }
        if (reference.isEmpty() || reference.startsWith("#")) {
            return root + Urls.target(base);
        }
        return root + withoutDots(path.substring(0, path.lastIndexOf('/') + 1) + reference);
    }

    /** Resolves {@code .} and {@code ..} segments of the path; empty ones stay (5.2.4). */
    private static String withoutDots(String pathAndRest) {
        int end = pathEnd(pathAndRest);
        List<String> kept = new ArrayList<>();
        String[] segments = pathAndRest.substring(1, end).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) {
                        kept.add("");
                    }
                }
                case ".." -> {
                    if (!kept.isEmpty()) {
                        kept.remove(kept.size() - 1);
                    }
                    if (last) {
                        kept.add("");
                    }
                }
                default -> kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept) + pathAndRest.substring(end);
    }

    private static int pathEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '?' || text.charAt(i) == '#') {
                return i;
            }
        }
        return text.length();
    }
}
