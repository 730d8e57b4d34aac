package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Spelling;
import dev.voyage.registry.interfaces.Ivoid;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.table.DescribedColumn;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry's knowledge of the tables of catalogues: their columns, and their names where one was mistyped. */
public final class RegistryTables {

    private static final int MOST_NAMES = 5000;
    private static final int MOST_SUGGESTIONS = 3;

    private final RegtapMirrors registries;

    RegistryTables(RegtapMirrors registries) {
        this.registries = registries;
    }

    /**
     * The columns of a table.
     *
     * @param ivoid of its record
     * @param title of its record, or null
     * @param table its name
     * @param registry the host that answered
     */
    public record Described(String ivoid, String title, String table, String registry, List<DescribedColumn> columns) {}

    /**
     * The columns of the table that the catalogue's ivoid names, or of the only one of its record.
     *
     * @param catalogue a table of HEASARC or an ivoid
     * @return empty when the registry does not have them, or it is not certain which table is meant; fails with {@code
     *     UNAVAILABLE} when no registry answers, with {@code BAD_PARAMETER} for {@code catalogue}
     */
    public Uni<Optional<Described>> columns(String catalogue, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Ivoid ivoid = Ivoid.of(catalogue);
            return registries
                    .ask(RegtapQueries.columns(ivoid), notices)
                    .map(told -> described(ivoid, told.host(), told.rows()));
        });
    }

    private static Optional<Described> described(Ivoid ivoid, String host, List<Row> rows) {
        Map<String, List<DescribedColumn>> byTable = new LinkedHashMap<>();
        for (Row row : rows) {
            String table = row.text("table_name").orElse("");
            if (ivoid.mayMean(table)) {
                DescribedColumn.of(row, "name", "column_description")
                        .ifPresent(column -> byTable.computeIfAbsent(table, name -> new ArrayList<>())
                                .add(column));
            }
        }
        if (byTable.size() != 1) {
            return Optional.empty();
        }
        String title = rows.get(0).text("res_title").orElse(null);
        Map.Entry<String, List<DescribedColumn>> only =
                byTable.entrySet().iterator().next();
        return Optional.of(new Described(ivoid.text(), title, only.getKey(), host, List.copyOf(only.getValue())));
    }

    /**
     * Catalogues of the same authority and path whose names differ by a slip or two; at most three, the nearest first, in
     * the form in which the name was written.
     *
     * @return empty also when no registry answers
     */
    public Uni<List<String>> near(String catalogue, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            String record = Ivoid.of(catalogue).record();
            String parent = record.substring(0, record.lastIndexOf('/') + 1);
            boolean bare = !catalogue.strip().toLowerCase(Locale.ROOT).startsWith("ivo:");
            return registries
                    .ask(RegtapQueries.namedLike(parent, MOST_NAMES), notices)
                    .map(answer -> nearest(record.substring(parent.length()), parent, answer.rows()))
                    .map(names -> bare
                            ? names
                            : names.stream().map(name -> parent + name).toList())
                    .onFailure(Problem.class)
                    .recoverWithItem(List.of());
        });
    }

    private static List<String> nearest(String written, String parent, List<Row> rows) {
        List<String> names = new ArrayList<>(rows.stream()
                .flatMap(row -> row.text("ivoid").stream())
                .map(ivoid -> ivoid.toLowerCase(Locale.ROOT))
                .filter(ivoid -> ivoid.startsWith(parent))
                .map(ivoid -> ivoid.substring(parent.length()))
                .distinct()
                .toList());
        return Stream.generate(() -> {
                    Optional<String> next = Spelling.nearest(written, names);
                    next.ifPresent(names::remove);
                    return next;
                })
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .limit(MOST_SUGGESTIONS)
                .toList();
    }
}
