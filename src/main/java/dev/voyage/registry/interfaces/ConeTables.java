package dev.voyage.registry.interfaces;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The different cone searches of one record of the registry: VizieR's records have one for each table of a catalogue.
 * The caller has to select one; none is ever chosen by its position in a list.
 */
final class ConeTables {

    private static final int MOST_IN_A_SENTENCE = 10;
    private static final int MOST_CHOICES = 100;

    private final List<List<ConePlace>> searches;

    private ConeTables(List<List<ConePlace>> searches) {
        this.searches = searches;
    }

    /** The usable searches, of the best rank present; interfaces that lead to one search are joined. */
    static ConeTables of(List<ServiceInterface> interfaces) {
        List<ServiceInterface> usable = ServiceInterface.usable(interfaces);
        int best = usable.stream().mapToInt(ServiceInterface::rank).min().orElse(0);
        List<List<ConePlace>> searches = new ArrayList<>();
        usable.stream()
                .filter(found -> found.rank() == best)
                .map(ConePlace::of)
                .forEach(place -> join(place, searches));
        return new ConeTables(List.copyOf(searches));
    }

    private static void join(ConePlace place, List<List<ConePlace>> searches) {
        List<ConePlace> joined = new ArrayList<>(List.of(place));
        searches.removeIf(search -> {
            boolean same = search.stream().anyMatch(place::isSameAs);
            if (same) {
                joined.addAll(search);
            }
            return same;
        });
        searches.add(joined);
    }

    boolean isEmpty() {
        return searches.isEmpty();
    }

    boolean isOne() {
        return searches.size() == 1;
    }

    /** The interface to use when there is only one search. */
    ServiceInterface only() {
        return ServiceInterface.best(interfaces(searches.get(0))).orElseThrow();
    }

    /**
     * The interface of the search that the ivoid names.
     *
     * @param tables of the record (rr.res_table), as far as the registry knows them
     * @throws Problem {@code AMBIGUOUS_CATALOGUE} when it names none and there are several, or the name may mean
     *     several; {@code UNKNOWN_CATALOGUE} when no table has this name; both list the tables, member {@code choices}
     */
    ServiceInterface named(Ivoid ivoid, List<Row> tables) {
        List<ConeTable> all = withNames(tables);
        Optional<String> wanted = ivoid.table();
        if (wanted.isEmpty()) {
            throw choose(
                    ProblemType.AMBIGUOUS_CATALOGUE,
                    QuotedText.of(ivoid.text()) + " has " + all.size() + " different cone searches",
                    ivoid,
                    all);
        }
        for (Predicate<ConeTable> fits : List.<Predicate<ConeTable>>of(
                table -> table.isExactly(wanted.get()), table -> table.isCalled(wanted.get()))) {
            List<ConeTable> found = all.stream().filter(fits).toList();
            if (found.size() > 1) {
                throw choose(
                        ProblemType.AMBIGUOUS_CATALOGUE,
                        QuotedText.of(wanted.get()) + " may mean several tables of " + QuotedText.of(ivoid.record()),
                        ivoid,
                        found);
            } else if (!found.isEmpty()) {
                return found.get(0).best();
            }
        }
        throw choose(
                ProblemType.UNKNOWN_CATALOGUE,
                QuotedText.of(ivoid.record()) + " has no cone search for a table " + QuotedText.of(wanted.get()),
                ivoid,
                all);
    }

    /** The problem with the tables to select from. */
    static Problem choose(ProblemType kind, String sentence, Ivoid ivoid, List<ConeTable> tables) {
        List<Map<String, String>> choices = tables.stream()
                .limit(MOST_CHOICES)
                .map(table -> choice(ivoid, table))
                .toList();
        String listed = choices.stream()
                .limit(MOST_IN_A_SENTENCE)
                .map(choice -> choice.get("table") + " (" + choice.get("accessUrl") + ")")
                .collect(Collectors.joining(", "));
        int more = tables.size() - MOST_IN_A_SENTENCE;
        return Problem.of(
                        kind,
                        sentence + ": name one of its tables, as "
                                + choices.get(0).get("catalogue")
                                + ", or give the address of its cone search: " + listed
                                + (more > 0 ? " and " + more + " more" : ""))
                .with("parameter", "catalogue")
                .with("choices", choices);
    }

    private static Map<String, String> choice(Ivoid ivoid, ConeTable table) {
        Map<String, String> choice = new LinkedHashMap<>();
        choice.put("catalogue", ivoid.record() + "#" + table.name());
        choice.put("table", table.name());
        choice.put("accessUrl", table.best().accessUrl());
        if (!table.title().isEmpty()) {
            choice.put("title", table.title());
        }
        return choice;
    }

    private List<ConeTable> withNames(List<Row> tables) {
        int distinguishing = distinguishingSegment();
        List<ConeTable> all = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (List<ConePlace> search : searches) {
            ConeTable table = named(search, distinguishing, tables);
            String name = table.name();
            for (int i = 2; !used.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = table.name() + "_" + i;
            }
            all.add(new ConeTable(table.interfaces(), name, table.aliases(), table.title()));
        }
        all.sort(Comparator.comparing(ConeTable::key));
        return all;
    }

    private ConeTable named(List<ConePlace> search, int distinguishing, List<Row> tables) {
        List<Row> led = tables.stream()
                .filter(row -> row.text("table_name")
                        .filter(name ->
                                isTheOnly(name, tables) || search.stream().anyMatch(p -> p.leadsTo(name)))
                        .isPresent())
                .toList();
        Set<String> names = new LinkedHashSet<>();
        search.stream().flatMap(place -> place.names().stream()).forEach(names::add);
        if (distinguishing >= 0) {
            search.stream().map(place -> place.fromEnd(distinguishing)).forEach(names::add);
        }
        led.forEach(row -> row.text("table_name").ifPresent(names::add));
        names.removeIf(String::isBlank);
        String title = led.stream()
                .flatMap(row -> Stream.of(row.text("table_title"), row.text("table_description")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        return new ConeTable(interfaces(search), names.stream().findFirst().orElse("table"), names, title);
    }

    /** If the record has one table and one search, the search is of the table. */
    private boolean isTheOnly(String name, List<Row> tables) {
        return isOne()
                && tables.stream()
                        .allMatch(row ->
                                row.text("table_name").filter(name::equals).isPresent());
    }

    /** The position in the path, from its end, at which all searches differ; -1: there is none. */
    private int distinguishingSegment() {
        int longest = searches.stream()
                .flatMap(List::stream)
                .mapToInt(place -> place.segments().size())
                .max()
                .orElse(0);
        for (int i = 0; i < longest; i++) {
            int place = i;
            long different = searches.stream()
                    .map(search -> search.get(0).fromEnd(place).toLowerCase(Locale.ROOT))
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .count();
            if (different == searches.size()) {
                return i;
            }
        }
        return -1;
    }

    private static List<ServiceInterface> interfaces(List<ConePlace> search) {
        return search.stream().map(ConePlace::of).toList();
    }
}
