package dev.voyage.datalink;

import dev.voyage.http.Ask;
import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import dev.voyage.votable.ServiceDescriptor;
import dev.voyage.votable.ServiceDescriptor.InputParam;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The DataLink service that a table names for its rows: where it is, which column it is asked with,
 * and what is sent along.
 */
public final class LinkService {

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
     * The first usable one: a DataLink descriptor (any version and case) with an address and a
     * parameter that refers to a column of this table by XML ID, or failing that by name; the
     * former go before the latter. Its address is taken byte for byte, a relative one from the
     * document's.
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

    /** Where it is. */
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
            return Optional.empty(); // then this descriptor is not usable
        }
    }

    /** What it is asked with for a row; empty where the cell is. */
    Optional<String> idOf(Row row) {
        return row.text(column);
    }

    String columnName() {
        return columnName;
    }

    /** All ids in one request (DataLink 1.1, 2.1). */
    Ask post(List<String> ids) {
        List<Map.Entry<String, String>> form = new ArrayList<>(fixed);
        ids.forEach(id -> form.add(Map.entry(idParam, id)));
        return Ask.post(address, form);
    }

    /** One id, behind the address as it is. */
    Ask get(String id) {
        String base = address.toString();
        String separator = base.indexOf('?') < 0 ? "?" : base.endsWith("?") || base.endsWith("&") ? "" : "&";
        String parameters = Stream.concat(fixed.stream(), Stream.of(Map.entry(idParam, id)))
                .map(p -> Urls.encode(p.getKey()) + "=" + Urls.encode(p.getValue()))
                .collect(Collectors.joining("&"));
        return Ask.get(URI.create(base + separator + parameters));
    }
}
