package dev.voyage.api.observations;

import dev.voyage.api.searches.SearchView;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.tablewriter.CsvWriter;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.tablewriter.fits.FitsTable;
import dev.voyage.tablewriter.votable.VotableWriter;
import dev.voyage.votable.table.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The metadata for the rows of a search, and the ways to write them.
 *
 * @param told with the columns of the catalogue
 * @param chosen the indices of its columns among all
 * @param there number of available rows that match the query
 * @param base scheme and authority of the request, or empty without a service
 * @param software the writing program, with its version
 */
record ObservationsTable(
        SearchRecord search,
        RecordedColumns told,
        TableQuery asked,
        List<Integer> chosen,
        long there,
        String base,
        String software) {

    /** The problem of a search without known columns (yet). */
    static Problem notYet(SearchRecord search) {
        String rows = search.tally().observations() + " rows so far; its events report them as they arrive";
        if (search.phase().isEnd()) {
            return Problem.of(
                    ProblemType.CONFLICT,
                    "search " + search.id()
                            + " ended before its catalogue had reported its columns: there is no table; " + rows);
        }
        return Problem.of(
                        ProblemType.CONFLICT,
                        "search " + search.id()
                                + " is still reading its catalogue, whose columns are reported at its end; " + rows)
                .retryAfter(Duration.ofSeconds(2));
    }

    /** The number of rows to be written. */
    long rows() {
        return Math.min(there, asked.most().orElse(Long.MAX_VALUE));
    }

    List<RowWriter> passes() {
        List<Column> all = told.all();
        TableMetadata table = table(all);
        var cells = new EventRowDecoder(all, told.theirs(), chosen);
        List<Column> theirs = IntStream.range(0, chosen.size())
                .filter(i -> chosen.get(i) < told.theirs())
                .mapToObj(table.columns()::get)
                .toList();
        return switch (asked.form()) {
            case JSON -> List.of(new JsonRowsWriter(search.id(), table, theirs, form(theirs)));
            case NDJSON -> List.of(RowWriter.lines(form(theirs)));
            case CSV -> List.of(RowWriter.typed(new CsvWriter(table), cells));
            case VOTABLE ->
                List.of(RowWriter.typed(
                        asked.binary() ? VotableWriter.binary2(table) : VotableWriter.tabledata(table), cells));
            case FITS ->
                new FitsTable(table)
                        .passes().stream()
                                .map(pass -> RowWriter.typed(pass, cells))
                                .toList();
        };
    }

    private Function<JournalEntry, String> form(List<Column> theirs) {
        return asked.rows().columns().isEmpty()
                ? JournalEntry::text
                : new JsonRowTrimmer(theirs.stream().map(Column::name).collect(Collectors.toSet()));
    }

    private TableMetadata table(List<Column> all) {
        Column id = all.get(told.theirs());
        String href = base + SearchView.href(search.id());
        return new TableMetadata(
                "observations",
                (search.request().containsKey("adql")
                                ? "Rows of a query at "
                                : "Observations near " + target() + " in ")
                        + asked.catalogue()
                                .orElseGet(() -> String.valueOf(search.request().get("catalogue"))),
                chosen.stream().map(all::get).toList(),
                infos(href),
                rows(),
                overflow(),
                Optional.of(new TableMetadata.Links(href + "/datalink", id))
                        .filter(links -> !base.isEmpty() && chosen.contains(told.theirs())));
    }

    private String target() {
        if (search.request().get("targets") instanceof List<?> several) {
            return several.size() + " targets";
        }
        Object target = search.request().get("target");
        return String.valueOf(target == null ? search.request().get("position") : target);
    }

    private Optional<String> overflow() {
        if (rows() < there) {
            return Optional.of("there are " + there + " rows; " + asked.limit() + " let " + rows() + " through");
        }
        return told.overflow() ? Optional.of("the catalogue had more rows than it sent") : Optional.empty();
    }

    /** Names as in the IVOA note on data origin, if it defines one. */
    private Map<String, String> infos(String href) {
        var infos = new LinkedHashMap<String, String>();
        Instant date = search.ended() == null ? Instant.now() : search.ended();
        if (!base.isEmpty()) {
            infos.put("request", href);
        }
        infos.put("request_date", date.truncatedTo(ChronoUnit.SECONDS).toString());
        infos.put("server_software", software);
        infos.put(
                "query", new String(ProblemResponses.json(search.request()), java.nio.charset.StandardCharsets.UTF_8));
        if (!told.sources().isEmpty()) {
            infos.put("ivoid", told.sources());
        }
        infos.put("phase", search.phase().name());
        Outcome outcome = search.outcome();
        if (outcome != null) {
            infos.put("outcome", outcome.word());
        }
        return infos;
    }
}
