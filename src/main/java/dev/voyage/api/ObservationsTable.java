package dev.voyage.api;

import dev.voyage.journal.Outcome;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.tables.CsvWriter;
import dev.voyage.tables.FitsTable;
import dev.voyage.tables.Table;
import dev.voyage.tables.VotableWriter;
import dev.voyage.votable.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of the rows of a search, and the ways to write them.
 *
 * @param there how many rows there are of those asked for
 * @param base scheme and authority by which we were asked
 * @param software that writes this, with its version
 */
record ObservationsTable(
        SearchRecord search, ToldColumns told, TableAsked asked, long there, String base, String software) {

    /**
     * @throws Problem {@code CONFLICT} where the columns are not known (yet)
     */
    ObservationsTable {
        if (!told.isTold()) {
            throw notYet(search);
        }
    }

    private static Problem notYet(SearchRecord search) {
        String rows = search.tally().observations() + " rows so far; its events tell them as they come";
        if (search.phase().isEnd()) {
            return Problem.of(
                    Kind.CONFLICT,
                    "search " + search.id() + " ended before its catalogue had told its columns: there is no table; "
                            + rows);
        }
        return Problem.of(
                        Kind.CONFLICT,
                        "search " + search.id() + " is still reading its catalogue, whose columns are told at its end; "
                                + rows)
                .retryAfter(Duration.ofSeconds(2));
    }

    /** How many rows will be written. */
    long rows() {
        return Math.min(there, asked.most().orElse(Long.MAX_VALUE));
    }

    List<RowPass> passes() {
        Table table = table();
        var cells = new RowCells(table.columns(), told.theirs());
        return switch (asked.form()) {
            case JSON -> List.of(new JsonRows(search.id(), table, told.theirs()));
            case NDJSON -> List.of(RowPass.lines());
            case CSV -> List.of(RowPass.typed(new CsvWriter(table), cells));
            case VOTABLE ->
                List.of(RowPass.typed(
                        asked.binary() ? VotableWriter.binary2(table) : VotableWriter.tabledata(table), cells));
            case FITS ->
                new FitsTable(table)
                        .passes().stream()
                                .map(pass -> RowPass.typed(pass, cells))
                                .toList();
        };
    }

    private Table table() {
        List<Column> columns = told.all();
        Column id = columns.get(told.theirs());
        String href = base + SearchView.href(search.id());
        return new Table(
                "observations",
                "Observations near " + target() + " in "
                        + asked.catalogue()
                                .orElseGet(() -> String.valueOf(search.request().get("catalogue"))),
                columns,
                infos(href),
                rows(),
                overflow(),
                Optional.of(new Table.Links(href + "/datalink", id)));
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
            return Optional.of("there are " + there + " rows; MAXREC let " + rows() + " through");
        }
        return told.overflow() ? Optional.of("the catalogue had more rows than it sent") : Optional.empty();
    }

    /** Names as in the IVOA note on data origin, where it has one. */
    private Map<String, String> infos(String href) {
        var infos = new LinkedHashMap<String, String>();
        Instant date = search.ended() == null ? Instant.now() : search.ended();
        infos.put("request", href);
        infos.put("request_date", date.truncatedTo(ChronoUnit.SECONDS).toString());
        infos.put("server_software", software);
        infos.put("query", new String(Answers.json(search.request()), java.nio.charset.StandardCharsets.UTF_8));
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
