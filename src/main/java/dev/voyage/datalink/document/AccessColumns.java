package dev.voyage.datalink.document;

import dev.voyage.datalink.rule.Link;
import dev.voyage.datalink.rule.LinkTerms;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The columns of a table with the address, type and size of a row's data: by utype (ObsCore, SIA 2, SSA), by ObsCore's
 * names, by UCD (SIA 1), by DaCHS's names, and finally by the UCD of any address that is not marked as a preview.
 *
 * @param certain whether the address is known to be that of the data
 */
public record AccessColumns(OptionalInt url, boolean certain, OptionalInt type, OptionalInt size) {

    public static AccessColumns in(Columns columns) {
        OptionalInt url = first(
                columns,
                utype("access.reference"),
                named("access_url"),
                ucd("vox:image_accessreference"),
                named("accref"),
                named("product_url"));
        boolean certain = url.isPresent();
        url = certain ? url : columns.first(AccessColumns::isAddress);
        OptionalInt type = first(
                columns,
                utype("access.format"),
                named("access_format"),
                ucd("vox:image_format"),
                named("mime"),
                ucd("meta.code.mime"),
                named("content_type"));
        OptionalInt size = first(
                columns, utype("access.size"), named("access_estsize"), ucd("vox:image_filesize"), named("accsize"));
        return new AccessColumns(url, certain, type, size);
    }

    /**
     * The data of a row as a link; its semantics are {@code #this}.
     *
     * @param document the source of the row, the base of a relative address (RFC 3986, 5.1.3); null if not known
     */
    public Optional<Link.Address> linkOf(Row row, URI document) {
        return text(row, url)
                .map(written -> LinkColumns.absolute(document, written))
                .map(written -> new Link.Address(
                        written, LinkTerms.THIS, text(row, type).orElse(""), "", bytes(row), null, true));
    }

    private Long bytes(Row row) {
        if (size.isEmpty()) {
            return null;
        }
        Column column = row.columns().at(size.getAsInt());
        OptionalDouble number = row.number(size.getAsInt());
        boolean kilo = column.unit().strip().toLowerCase(Locale.ROOT).startsWith("k")
                || (column.unit().isBlank() && column.name().equalsIgnoreCase("access_estsize"));
        double bytes = number.orElse(0) * (kilo ? 1000 : 1);
        return bytes > 0 && bytes < 0x1p53 ? (Long) (long) bytes : null;
    }

    private static Optional<String> text(Row row, OptionalInt column) {
        return column.isPresent() ? row.text(column.getAsInt()) : Optional.empty();
    }

    @SafeVarargs
    private static OptionalInt first(Columns columns, Predicate<Column>... better) {
        for (Predicate<Column> wanted : better) {
            OptionalInt found = columns.first(wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    /** With or without the prefix of its data model. */
    private static Predicate<Column> utype(String end) {
        return column -> {
            String utype = column.utype().strip().toLowerCase(Locale.ROOT);
            return utype.equals(end) || utype.endsWith(":" + end) || utype.endsWith("." + end);
        };
    }

    private static Predicate<Column> named(String name) {
        return column -> column.name().strip().equalsIgnoreCase(name);
    }

    private static Predicate<Column> ucd(String ucd) {
        return column -> column.ucd().strip().equalsIgnoreCase(ucd);
    }

    private static boolean isAddress(Column column) {
        List<String> words =
                List.of(column.ucd().strip().toLowerCase(Locale.ROOT).split(";", -1));
        return words.get(0).equals("meta.ref.url") && words.stream().noneMatch(word -> word.contains("preview"));
    }
}
