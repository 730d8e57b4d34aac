package dev.voyage.registry.interfaces;

import dev.voyage.problem.Problem;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * One row of rr.interface with its capability (RegTAP 1.1, sections 8.3 and 8.4). Missing values are empty.
 *
 * @param capability its cap_index: interfaces of one capability lead to one and the same service
 * @param version of the standard that the interface implements
 * @param about description of the capability
 */
public record ServiceInterface(
        String accessUrl,
        String standardId,
        String type,
        String role,
        String use,
        boolean authenticatedOnly,
        String title,
        String capability,
        String version,
        String about) {

    private static final String TAP = "ivo://ivoa.net/std/tap";

    /** The standard's own interface first, then its own service, then the more secure, then the simpler one. */
    private static final Comparator<ServiceInterface> BEST = Comparator.comparing(
                    (ServiceInterface i) -> !i.role.equals("std"))
            .thenComparing(i -> ConeVersion.isAuxiliary(i.standardId))
            .thenComparing(i -> !i.accessUrl.toLowerCase(Locale.ROOT).startsWith("https:"))
            .thenComparing(i -> !i.use.equals("base"))
            .thenComparing(i -> i.use.equals("post") || i.use.equals("dir"))
            .thenComparing(ServiceInterface::accessUrl);

    /** An interface without known capability. */
    ServiceInterface(
            String accessUrl,
            String standardId,
            String type,
            String role,
            String use,
            boolean authenticatedOnly,
            String title) {
        this(accessUrl, standardId, type, role, use, authenticatedOnly, title, "", "", "");
    }

    /** Reads a row of the queries about interfaces. */
    public static ServiceInterface of(Row row) {
        OptionalInt column = row.columns().named("authenticated_only");
        String locked = (column.isPresent() ? row.written(column.getAsInt()) : Optional.<String>empty())
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return new ServiceInterface(
                row.text("access_url").orElse(""),
                lower(row, "standard_id"),
                lower(row, "intf_type"),
                lower(row, "intf_role"),
                lower(row, "url_use"),
                List.of("1", "t", "true", "y", "yes", "1.0").contains(locked),
                row.text("res_title").orElse(""),
                row.text("cap_index").orElse(""),
                row.text("std_version").orElse(""),
                row.text("cap_description").orElse(""));
    }

    /** The usable ones: a cone search of any version, by parameters, open to all, at a valid address. */
    static List<ServiceInterface> usable(List<ServiceInterface> interfaces) {
        return interfaces.stream()
                .filter(ServiceInterface::isConeSearch)
                .filter(i -> !i.authenticatedOnly)
                .filter(i -> i.address().isPresent())
                .toList();
    }

    /** The one to use of several interfaces to the same search, always the same for the same ones. */
    static Optional<ServiceInterface> best(List<ServiceInterface> interfaces) {
        return usable(interfaces).stream().min(BEST);
    }

    /** The address of the TAP service to use, if there is one that is open to all; the same for the same ones. */
    public static Optional<URI> bestTap(List<ServiceInterface> interfaces) {
        return best(interfaces, standardId -> standardId.equals(TAP) || standardId.startsWith(TAP + "#"))
                .flatMap(ServiceInterface::address);
    }

    /**
     * The interface to use of those to services of a standard, if one is by parameters, open to all, and at a valid address; the same
     * for the same ones.
     *
     * @param standard accepts identifiers of the standard, in lower case
     */
    public static Optional<ServiceInterface> best(List<ServiceInterface> interfaces, Predicate<String> standard) {
        return interfaces.stream()
                .filter(i -> standard.test(i.standardId))
                .filter(i -> i.type.equals("vs:paramhttp") && !i.authenticatedOnly)
                .filter(i -> i.address().isPresent())
                .min(BEST);
    }

    /** Whether it leads to a service that has other tables or collections too. */
    public boolean isAuxiliary() {
        return ConeVersion.isAuxiliary(standardId);
    }

    /** The standard's own role before any other, the service of its own table before an auxiliary one. */
    int rank() {
        return (role.equals("std") ? 0 : 2) + (ConeVersion.isAuxiliary(standardId) ? 1 : 0);
    }

    /** Whether it is a cone search of any version, by parameters. */
    public boolean isConeSearch() {
        return ConeVersion.of(standardId) != null && type.equals("vs:paramhttp");
    }

    /** Empty if it is not an http address. */
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
