package dev.voyage.registry.interfaces;

import dev.voyage.coding.PercentCoding;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an interface, parsed for the parts that name its table.
 *
 * @param host with its port
 * @param segments of the path, decoded, without empty ones
 * @param parameters of the query that have a value, {@code name=value}, decoded
 */
record ConePlace(ServiceInterface of, String host, List<String> segments, List<String> parameters) {

    private static final Set<String> TABLE_PARAMETERS =
            Set.of("table", "tab", "tablename", "table_name", "cat", "catalog", "catalogue", "source", "-source");
    private static final Pattern DESCRIBED = Pattern.compile("(?i)\\btable[: ]\\s*[\"'(]?([\\w./+-]*[\\w+])");

    static ConePlace of(ServiceInterface usable) {
        URI uri = usable.address().orElseThrow();
        List<String> segments = Arrays.stream(text(uri.getRawPath()).split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(PercentCoding::decode)
                .toList();
        List<String> parameters = Arrays.stream(text(uri.getRawQuery()).split("&", -1))
                .filter(parameter -> parameter.indexOf('=') > 0 && !parameter.endsWith("="))
                .map(PercentCoding::decode)
                .sorted()
                .toList();
        return new ConePlace(usable, Urls.authority(uri).toLowerCase(Locale.ROOT), segments, parameters);
    }

    private static String text(String part) {
        return part == null ? "" : part;
    }

    /** The table in a parameter of the address. */
    Optional<String> parameter() {
        return parameters.stream()
                .filter(parameter -> TABLE_PARAMETERS.contains(
                        parameter.substring(0, parameter.indexOf('=')).toLowerCase(Locale.ROOT)))
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                .findFirst();
    }

    /** The segment at this distance from the end of the path, 0 being the last; empty beyond its beginning. */
    String fromEnd(int index) {
        return index < segments.size() ? segments.get(segments.size() - 1 - index) : "";
    }

    /**
     * Whether both are certainly one search: the same address except for scheme and host, as for mirrors; the same
     * table in a parameter; or two interfaces of one capability, which lead to one service (VOResource 1.1, section
     * 2.2.2), unless their addresses contradict this.
     */
    boolean isSameAs(ConePlace other) {
        if (segments.equals(other.segments) && parameters.equals(other.parameters)) {
            return true;
        }
        if (parameter().isPresent() && other.parameter().isPresent()) {
            return parameter().equals(other.parameter());
        }
        boolean oneCapability = !of.capability().isEmpty() && of.capability().equals(other.of.capability());
        boolean versions = !of.version().equals(other.of.version());
        return oneCapability && (versions || !host.equals(other.host));
    }

    /** Whether the address leads to this table of the record, by its full name, in any case. */
    boolean leadsTo(String table) {
        String wanted = table.toLowerCase(Locale.ROOT);
        String path = "/" + String.join("/", segments).toLowerCase(Locale.ROOT);
        return path.endsWith("/" + wanted)
                || parameter().filter(named -> isOneName(named, table)).isPresent();
    }

    /** The names of the table in the address and the description; the best first. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        parameter().ifPresent(names::add);
        Matcher described = DESCRIBED.matcher(of.about());
        if (described.find()) {
            names.add(described.group(1));
        }
        return names;
    }

    /** Whether two names mean one table: in any case, with or without a schema or catalogue in front. */
    static boolean isOneName(String a, String b) {
        String one = a.toLowerCase(Locale.ROOT);
        String other = b.toLowerCase(Locale.ROOT);
        return one.equals(other) || isQualified(one, other) || isQualified(other, one);
    }

    private static boolean isQualified(String longer, String shorter) {
        int before = longer.length() - shorter.length() - 1;
        return before > 0
                && !shorter.isEmpty()
                && longer.endsWith(shorter)
                && "./:".indexOf(longer.charAt(before)) >= 0;
    }
}
