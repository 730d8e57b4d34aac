package dev.voyage.preview;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The forms of a preview. */
public enum PreviewKind {
    PNG("image/png", Set.of("size", "stretch", "hdu")),
    WCS("application/json", Set.of("size", "hdu")),
    HEADERS("text/plain;charset=utf-8", Set.of()),
    HISTOGRAM("application/json", Set.of("hdu", "column", "bins")),
    CURVE("application/json", Set.of("hdu", "column", "bins"));

    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> parameters;

    PreviewKind(String mediaType, Set<String> parameters) {
        this.mediaType = mediaType;
        this.parameters = parameters;
    }

    /** As it is written in requests. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PreviewKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /** The names of the parameters that it takes. */
    public Set<String> parameters() {
        return parameters;
    }
}
