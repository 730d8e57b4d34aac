package dev.voyage.archive.index;

import dev.voyage.coding.PercentCoding;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The meaning of a query in a link to an index page: the same entries in another order, or other entries. */
public final class PageQuery {

    /** Apache since 2.0 ({@code C=N;O=D}, with {@code F}, {@code V} and {@code P}), before ({@code N=D}), Jetty, Tomcat. */
    private static final Pattern APACHE = Pattern.compile("[CcNMSDT]=[NMSDTA]|O=[AD]|F=[012]|V=[01]|P=.*");

    private static final Set<String> ORDER = Set.of(
            "sort",
            "order",
            "sortby",
            "sort_by",
            "sort-by",
            "orderby",
            "order_by",
            "order-by",
            "sortorder",
            "sort_order",
            "sortdir",
            "sort_dir",
            "sortcolumn",
            "sort_column",
            "direction",
            "ascending",
            "descending",
            "reverse");
    private static final Pattern WAY = Pattern.compile("(dir|d|o)=(a|d|asc|desc|ascending|descending|up|down)");

    private static final Pattern PAGING = Pattern.compile(
            "(?i)[a-z_-]*(page|marker|offset|start|skip|from|cursor|token|after|last|next|continuation)[a-z_-]*(=.*)?|p=.*|pg=.*");

    /** Queries that may also mean the first of several pages; {@code page=1} is the second if counting begins at 0. */
    private static final Pattern FIRST = Pattern.compile("(page|p|pg|offset|start|skip|from|first)=0");

    /** The whole directory as one archive or document: it contains nothing beyond the page. */
    private static final Pattern OTHER_FORM = Pattern.compile(
            "(zip|tar|tgz|tar[._]gz)(=.*)?|(download|archive|format|output)=(zip|tar|tgz|tar[._]gz|json|xml|rss|atom)");

    private PageQuery() {}

    /** The parts of a query that do more than sort, decoded, in alphabetical order; empty for the first page. */
    static Set<String> beyondOrder(String query) {
        var parts = new TreeSet<String>();
        if (query != null) {
            for (String part : query.split("[&;]", -1)) {
                if (!part.isEmpty() && !part.endsWith("=") && !onlySorts(part)) {
                    parts.add(PercentCoding.decode(part.replace('+', ' ')));
                }
            }
        }
        return parts;
    }

    /** Whether a query selects other entries than those of the first page; not another style or language. */
    public static boolean isLaterPage(String query) {
        return beyondOrder(query).stream().anyMatch(part -> PAGING.matcher(part).matches() && !part.endsWith("=1"));
    }

    /** The whole query in a fixed order: equal for equivalent queries. */
    public static String sorted(String query) {
        return query == null ? "" : String.join("&", new TreeSet<>(List.of(query.split("[&;]", -1))));
    }

    private static boolean onlySorts(String part) {
        int equals = part.indexOf('=');
        String name = (equals < 0 ? part : part.substring(0, equals)).toLowerCase(Locale.ROOT);
        String lower = part.toLowerCase(Locale.ROOT);
        return ORDER.contains(name)
                || APACHE.matcher(part).matches()
                || WAY.matcher(lower).matches()
                || OTHER_FORM.matcher(lower).matches()
                || FIRST.matcher(lower).matches();
    }

    /**
     * Whether a link leads to the same entries in another order.
     *
     * @param current the query of the page that contains it, or null
     */
    static boolean isOnlyOrder(String query, String current) {
        Set<String> wanted = beyondOrder(query);
        return wanted.isEmpty() || wanted.equals(beyondOrder(current));
    }
}
