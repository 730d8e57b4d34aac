package dev.voyage.registry;

import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import dev.voyage.votable.Row;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One row of rr.interface with its capability (RegTAP 1.1, sections 8.3 and 8.4). What is missing
 * is empty.
 */
record Interface(
        String accessUrl,
        String standardId,
        String type,
        String role,
        String use,
        boolean authenticatedOnly,
        String title) {

    private static final String CONE = "ivo://ivoa.net/std/conesearch";

    /**
     * The standard's own interface first, then its own service, then the safer, then the plainer.
     */
    private static final Comparator<Interface> BEST = Comparator.comparing((Interface i) -> !i.role.equals("std"))
            .thenComparing(i -> i.standardId.endsWith("#aux"))
            .thenComparing(i -> !i.accessUrl.toLowerCase(Locale.ROOT).startsWith("https:"))
            .thenComparing(i -> !i.use.equals("base"))
            .thenComparing(i -> i.use.equals("post") || i.use.equals("dir"))
            .thenComparing(Interface::accessUrl);

    static Interface of(Row row) {
        String locked = row.text("authenticated_only").orElse("").toLowerCase(Locale.ROOT);
        return new Interface(
                row.text("access_url").orElse(""),
                lower(row, "standard_id"),
                lower(row, "intf_type"),
                lower(row, "intf_role"),
                lower(row, "url_use"),
                List.of("1", "t", "true").contains(locked),
                row.text("res_title").orElse(""));
    }

    /**
     * The one to ask, always the same of the same ones: a cone search of any version, asked by
     * parameters, open to all, at a valid address.
     */
    static Optional<Interface> best(List<Interface> interfaces) {
        return interfaces.stream()
                .filter(Interface::isConeSearch)
                .filter(i -> !i.authenticatedOnly)
                .filter(i -> i.address().isPresent())
                .min(BEST);
    }

    /** RegTAP stores types and standards in lower case, and not everybody does. */
    boolean isConeSearch() {
        boolean standard = standardId.equals(CONE) || standardId.startsWith(CONE + "#");
        return standard && type.equals("vs:paramhttp");
    }

    /** Empty where it is no http address. */
    Optional<URI> address() {
        try {
            return Optional.of(Urls.parse(accessUrl));
        } catch (Problem malformed) {
            return Optional.empty();
        }
    }

    private static String lower(Row row, String column) {
        return row.text(column).orElse("").toLowerCase(Locale.ROOT);
    }
}
