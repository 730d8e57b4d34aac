package dev.voyage.datalink.document;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.ServiceDescriptor.InputParam;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The DataLink service that a table names for its rows: its address, the column with its ids, and its fixed parameters.
 */
public final class LinkService {

    /** An answer about one id that announces no more bytes than this is read whole; any other as it comes. */
    private static final int SMALL_ANSWER = 1 << 20;

    private final URI address;
    private final String idParam;
    private final int column;
    private final String columnName;
    private final List<Map.Entry<String, String>> fixed;

    private LinkService(
            URI address, String idParam, int column, String columnName, List<Map.Entry<String, String>> fixed) {
        this.address = address;
        this.idParam = idParam;
        this.column = column;
        this.columnName = columnName;
        this.fixed = List.copyOf(fixed);
    }

    /**
     * The first usable one: a DataLink descriptor (any version and case) with an address and a parameter that refers to
     * a column of this table by XML ID, or failing that by name; the former take precedence over the latter. Its
     * address is used byte for byte, a relative one is resolved against the document's.
     *
     * @see <a href="https://www.ivoa.net/documents/DataLink/">DataLink 1.1, 4</a>
     */
    public static Optional<LinkService> in(List<ServiceDescriptor> descriptors, Columns columns, URI documentUri) {
        List<ServiceDescriptor> datalinks =
                descriptors.stream().filter(ServiceDescriptor::isDatalink).toList();
        return Stream.concat(
                        datalinks.stream().map(d -> of(d, columns, documentUri, true)),
                        datalinks.stream().map(d -> of(d, columns, documentUri, false)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Its address. */
    public URI address() {
        return address;
    }

    private static Optional<LinkService> of(
            ServiceDescriptor descriptor, Columns columns, URI documentUri, boolean byId) {
        Optional<URI> address = address(descriptor.accessUrl(), documentUri);
        for (InputParam param : descriptor.inputParams()) {
            OptionalInt column = byId ? columns.withId(param.ref()) : named(columns, param.ref());
            if (address.isPresent() && column.isPresent()) {
                return Optional.of(new LinkService(
                        address.get(),
                        param.name().equalsIgnoreCase("id") ? "ID" : param.name(),
                        column.getAsInt(),
                        columns.at(column.getAsInt()).name(),
                        fixed(descriptor)));
            }
        }
        return Optional.empty();
    }

    private static OptionalInt named(Columns columns, String ref) {
        return ref.isEmpty() ? OptionalInt.empty() : columns.named(ref);
    }

    private static List<Map.Entry<String, String>> fixed(ServiceDescriptor descriptor) {
        return descriptor.inputParams().stream()
                .filter(param -> param.ref().isEmpty() && !param.value().isEmpty())
                .map(param -> Map.entry(param.name(), param.value()))
                .toList();
    }

    private static Optional<URI> address(String written, URI documentUri) {
        if (written.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Urls.resolve(documentUri, written));
        } catch (Problem noAddress) {
            return Optional.empty(); // this descriptor is not usable
        }
    }

    /** The id for a row; empty if the cell is. */
    public Optional<String> idOf(Row row) {
        return row.text(column);
    }

    /** Whether the cell of the id has a value that is not of the column's type. */
    public boolean isUnreadable(Row row) {
        return row.isUnreadable(column);
    }

    public String columnName() {
        return columnName;
    }

    /** All ids in one request (DataLink 1.1, 2.1); the links of the first are wanted while those of the last are looked up. */
    public UpstreamRequest post(List<String> ids) {
        List<Map.Entry<String, String>> form = new ArrayList<>(fixed);
        ids.forEach(id -> form.add(Map.entry(idParam, id)));
        return UpstreamRequest.post(address, form);
    }

    /** One id, appended to the unchanged address. */
    public UpstreamRequest get(String id) {
        String base = address.toString();
        String separator = base.indexOf('?') < 0 ? "?" : base.endsWith("?") || base.endsWith("&") ? "" : "&";
        String parameters = Stream.concat(fixed.stream(), Stream.of(Map.entry(idParam, id)))
                .map(p -> PercentCoding.encode(p.getKey()) + "=" + PercentCoding.encode(p.getValue()))
                .collect(Collectors.joining("&"));
        return UpstreamRequest.get(URI.create(base + separator + parameters)).whole(WholeLimit.announced(SMALL_ANSWER));
    }
}
