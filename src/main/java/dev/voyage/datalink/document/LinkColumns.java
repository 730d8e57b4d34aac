package dev.voyage.datalink.document;

import dev.voyage.datalink.rule.Link;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns of a {links} answer (DataLink 1.1, 3.2), found by name, and its rows as links. */
public final class LinkColumns {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern RELATIVE = Pattern.compile("(?![nN]/[aA]$)\\S*[/?]\\S*");

    private final URI document;
    private final OptionalInt id;
    private final OptionalInt accessUrl;
    private final OptionalInt serviceDef;
    private final OptionalInt errorMessage;
    private final OptionalInt semantics;
    private final OptionalInt contentType;
    private final OptionalInt contentLength;
    private final OptionalInt description;
    private final OptionalInt cloudAccess;
    private final OptionalInt auth;
    private final OptionalInt authorized;
    private final OptionalInt readable;
    private final OptionalInt qualifier;
    private final OptionalInt local;

    /**
     * @param document the address of the answer, against which relative addresses are resolved; null: not known
     */
    public LinkColumns(Columns columns, URI document) {
        this.document = document;
        id = columns.named("ID");
        accessUrl = columns.named("access_url");
        serviceDef = columns.named("service_def");
        errorMessage = columns.named("error_message");
        semantics = columns.named("semantics");
        contentType = columns.named("content_type");
        contentLength = columns.named("content_length");
        description = columns.named("description");
        cloudAccess = columns.named("cloud_access");
        auth = columns.named("link_auth");
        authorized = columns.named("link_authorized");
        readable = columns.named("readable"); // CADC's, before 1.1
        qualifier = columns.named("content_qualifier");
        local = columns.named("local_semantics");
    }

    /** Whether these are links at all: an address to follow, or an error message. */
    boolean areLinks() {
        return accessUrl.isPresent() || serviceDef.isPresent() || errorMessage.isPresent();
    }

    boolean haveIds() {
        return id.isPresent();
    }

    /** The id of a row's observation, as the service writes it. */
    Optional<String> idOf(Row row) {
        return id.isPresent() ? row.written(id.getAsInt()) : Optional.empty();
    }

    public Link linkOf(Row row) {
        Optional<String> url = text(row, accessUrl).map(written -> absolute(document, written));
        Optional<String> service = text(row, serviceDef);
        Optional<String> fault = text(row, errorMessage);
        int given =
                (int) Stream.of(url, service, fault).filter(Optional::isPresent).count();
        String means = text(row, semantics).orElse("");
        if (given != 1) {
            return broken(given, url, service, fault, means);
        }
        if (fault.isPresent()) {
            return new Link.Fault(fault.get(), means);
        }
        String type = text(row, contentType).orElse("");
        String about = text(row, description).orElse("");
        return service.isPresent()
                ? new Link.Service(service.get(), means, type, about)
                : new Link.Address(
                        url.orElseThrow(),
                        means,
                        type,
                        about,
                        bytes(row),
                        text(row, cloudAccess).orElse(null),
                        isAllowed(row),
                        text(row, qualifier).orElse(""),
                        text(row, local).orElse(""));
    }

    /** DataLink 1.1, 3.2.2 requires a URL; any other text stays as written. */
    static String absolute(URI document, String written) {
        if (document == null
                || SCHEME.matcher(written).matches()
                || !RELATIVE.matcher(written).matches()) {
            return written;
        }
        try {
            return Urls.resolve(document, written).toString();
        } catch (Problem noAddress) {
            return written;
        }
    }

    private static Link broken(
            int given, Optional<String> url, Optional<String> service, Optional<String> fault, String semantics) {
        return new Link.Broken(
                given == 0
                        ? "a row has none of access_url, service_def and error_message"
                        : "a row has more than one of access_url "
                                + QuotedText.of(url.orElse(""))
                                + ", service_def "
                                + QuotedText.of(service.orElse(""))
                                + " and error_message "
                                + QuotedText.of(fault.orElse("")),
                semantics);
    }

    /** Services write -1 or 0 for an unknown size. */
    private Long bytes(Row row) {
        OptionalDouble length =
                contentLength.isPresent() ? row.number(contentLength.getAsInt()) : OptionalDouble.empty();
        if (contentLength.isPresent() && row.cell(contentLength.getAsInt()) instanceof Long exact) {
            return exact > 0 ? exact : null;
        }
        return length.isPresent() && length.getAsDouble() > 0 && length.getAsDouble() < 0x1p53
                ? (Long) (long) length.getAsDouble()
                : null;
    }

    private boolean isAllowed(Row row) {
        if (says(row, authorized, "false") || says(row, readable, "false")) {
            return false;
        }
        return !says(row, auth, "true") || says(row, authorized, "true");
    }

    private static boolean says(Row row, OptionalInt column, String word) {
        return (column.isPresent() ? row.written(column.getAsInt()) : Optional.<String>empty())
                .filter(t -> t.toLowerCase(Locale.ROOT).equals(word))
                .isPresent();
    }

    private static Optional<String> text(Row row, OptionalInt column) {
        return column.isPresent() ? row.text(column.getAsInt()) : Optional.empty();
    }
}
