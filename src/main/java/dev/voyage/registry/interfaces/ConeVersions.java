package dev.voyage.registry.interfaces;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The cone searches of a record, by the version of the protocol. One service may offer several versions of the same
 * search: the newest is used, and the older ones are at hand if it refuses.
 */
public final class ConeVersions {

    /** The newest first. Not an EnumMap: that finds the constants by reflection, which needs a registration in native images. */
    private final Map<ConeVersion, ConeTables> searches = new TreeMap<>();

    private ConeVersions() {}

    /** Those that are open to all, at a valid address. */
    public static ConeVersions of(List<ServiceInterface> interfaces) {
        var versions = new ConeVersions();
        ServiceInterface.usable(interfaces).stream()
                .collect(Collectors.groupingBy(found -> ConeVersion.of(found.standardId())))
                .forEach((version, found) -> versions.searches.put(version, ConeTables.of(found)));
        return versions;
    }

    /**
     * A cone search.
     *
     * @param version of its protocol: {@code 2} or {@code 1.1}; null for version 1.03 and all before it
     * @param table the TABLE parameter of its requests; null for none
     */
    public record Found(String accessUrl, String title, String version, String table) {}

    /** Whether there is none. */
    public boolean isEmpty() {
        return searches.isEmpty();
    }

    /** Whether the choice depends on the names of the record's tables. */
    public boolean needsTables(Ivoid ivoid) {
        return ivoid.table().isPresent()
                || searches.containsKey(ConeVersion.TWO)
                || searches.values().stream().anyMatch(found -> !found.isOne());
    }

    /**
     * The search of the table that the ivoid names, or the only one, in each version that has it.
     *
     * @param tables of the record (rr.res_table), as far as the registry knows them
     * @return the newest version first; not empty
     * @throws Problem {@code AMBIGUOUS_CATALOGUE} or {@code UNKNOWN_CATALOGUE} when no version has exactly one; both list
     *     the tables, member {@code choices}
     */
    public List<Found> newestFirst(Ivoid ivoid, List<Row> tables) {
        List<Found> found = new ArrayList<>();
        Problem none = null;
        for (ConeVersion version : searches.keySet()) {
            try {
                found.add(found(version, ivoid, tables));
            } catch (Problem notThere) {
                none = notThere;
            }
        }
        if (found.isEmpty() && none != null) {
            throw none;
        }
        return found;
    }

    private Found found(ConeVersion version, Ivoid ivoid, List<Row> tables) {
        ConeTables all = searches.get(version);
        if (version == ConeVersion.TWO && all.isOne()) {
            return ofTable(all.only(), ivoid, tables);
        }
        ServiceInterface best = all.isOne() && ivoid.table().isEmpty() ? all.only() : all.named(ivoid, tables);
        return new Found(best.accessUrl(), best.title(), version == ConeVersion.ONE ? null : version.word(), null);
    }

    /** Version 2 names the table in a parameter if its service has several (SCS 2, section 3.1). */
    private Found ofTable(ServiceInterface service, Ivoid ivoid, List<Row> tables) {
        List<String> names = tables.stream()
                .flatMap(row -> row.text("table_name").stream())
                .distinct()
                .toList();
        boolean isOfSeveral = names.size() != 1 || ConeVersion.isAuxiliary(service.standardId());
        String table = null;
        if (ivoid.table().isPresent()) {
            String wanted = ivoid.table().get();
            String named = names.isEmpty() ? wanted : only(wanted, names, service, ivoid, tables);
            table = isOfSeveral ? named : null;
        } else if (names.size() == 1) {
            table = isOfSeveral ? names.get(0) : null;
        } else if (names.size() > 1 && !hasOneBefore()) {
            throw ConeTables.choose(
                    ProblemType.AMBIGUOUS_CATALOGUE,
                    QuotedText.of(ivoid.text()) + " has a cone search of " + names.size() + " tables",
                    ivoid,
                    choices(service, tables));
        }
        return new Found(service.accessUrl(), service.title(), ConeVersion.TWO.word(), table);
    }

    /** Whether a version without a parameter for the table has a single search: then there is one table to search. */
    private boolean hasOneBefore() {
        return searches.entrySet().stream()
                .anyMatch(each ->
                        each.getKey() != ConeVersion.TWO && each.getValue().isOne());
    }

    private static String only(
            String wanted, List<String> names, ServiceInterface service, Ivoid ivoid, List<Row> tables) {
        if (names.contains(wanted)) {
            return wanted;
        }
        List<String> called =
                names.stream().filter(name -> ConePlace.isOneName(name, wanted)).toList();
        if (called.size() == 1) {
            return called.get(0);
        }
        throw ConeTables.choose(
                called.isEmpty() ? ProblemType.UNKNOWN_CATALOGUE : ProblemType.AMBIGUOUS_CATALOGUE,
                called.isEmpty()
                        ? QuotedText.of(ivoid.record()) + " has no cone search for a table " + QuotedText.of(wanted)
                        : QuotedText.of(wanted) + " may mean several tables of " + QuotedText.of(ivoid.record()),
                ivoid,
                choices(service, tables));
    }

    private static List<ConeTable> choices(ServiceInterface service, List<Row> tables) {
        return tables.stream()
                .flatMap(row -> row.text("table_name").map(name -> choice(service, name, row)).stream())
                .toList();
    }

    private static ConeTable choice(ServiceInterface service, String name, Row row) {
        Optional<String> title = row.text("table_title").or(() -> row.text("table_description"));
        return new ConeTable(List.of(service), name, java.util.Set.of(), title.orElse(""));
    }
}
