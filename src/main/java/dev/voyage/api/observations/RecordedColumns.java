package dev.voyage.api.observations;

import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.TimeSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The recorded data about a catalogue: its columns, its service, whether rows were left out. If it has several responses, around
 * several targets, the columns are joined by name; one with different types in two of them becomes text.
 */
final class RecordedColumns {

    /** The types of events for {@link #take}. */
    static final Set<String> TYPES = Set.of(EventType.SERVICE_FOUND.word(), EventType.CATALOGUE_SEARCHED.word());

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<String> ivoids = new ArrayList<>();
    private final RowFilter rows;
    private boolean told;
    private boolean overflow;

    RecordedColumns(RowFilter rows) {
        this.rows = rows;
    }

    void take(List<JournalEntry> events) {
        for (JournalEntry event : events) {
            if (EventType.SERVICE_FOUND.is(event)) {
                take(EventCodec.read(event, SearchEvent.ServiceFound.class));
            } else {
                take(EventCodec.read(event, SearchEvent.CatalogueSearched.class));
            }
        }
    }

    private void take(SearchEvent.ServiceFound event) {
        String source = isGiven(event.ivoid()) ? event.ivoid() : event.accessUrl();
        if (rows.isOf(event.catalogue()) && isGiven(source) && !ivoids.contains(source)) {
            ivoids.add(source);
        }
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }

    private void take(SearchEvent.CatalogueSearched event) {
        if (rows.isOf(event.catalogue())) {
            told = true;
            overflow |= event.overflow();
            event.columns().forEach(info -> columns.merge(info.name(), column(info), RecordedColumns::joined));
        }
    }

    /** Whether a catalogue has been read to its end: before that its columns are not known. */
    boolean isTold() {
        return told;
    }

    /** Whether a catalogue had more rows than it sent. */
    boolean overflow() {
        return overflow;
    }

    /** The sources of the rows: ivoids, or addresses. */
    String sources() {
        return String.join(" ", ivoids);
    }

    /** The number of the catalogue's columns, before voyage's. */
    int theirs() {
        return columns.size();
    }

    /** The catalogue's columns, then voyage's: observation, selected, offset, and target if there are several. */
    List<Column> all() {
        var all = new ArrayList<>(columns.values());
        Set<String> names = columns.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        all.add(ours(
                names, Column.text("voyage_observation").ucd("meta.id").description("voyage's identifier of the row")));
        all.add(ours(
                names,
                Column.of("voyage_selected", Datatype.BOOLEAN)
                        .ucd("meta.code")
                        .description("Whether the condition kept the row")));
        all.add(ours(
                names,
                Column.of("voyage_offset", Datatype.DOUBLE)
                        .unit("arcmin")
                        .ucd("pos.angDistance")
                        .description("Distance from the target")));
        if (rows.severalTargets()) {
            all.add(ours(
                    names,
                    Column.text("voyage_target")
                            .ucd("meta.id;src")
                            .description("The target that it was found around")));
        }
        return all;
    }

    /** The column under a name that the catalogue does not use; its ID is the name that it should have. */
    private static Column ours(Set<String> names, Column column) {
        String free = column.name();
        for (int i = 2; names.contains(free); i++) {
            free = column.name() + "_" + i;
        }
        return column.name(free).id(column.name());
    }

    private static Column column(ColumnInfo info) {
        return Column.of(info.name(), Datatype.of(info.datatype()).orElse(Datatype.CHAR))
                .arraysize(orEmpty(info.arraysize()))
                .unit(orEmpty(info.unit()))
                .ucd(orEmpty(info.ucd()))
                .utype(orEmpty(info.utype()))
                .xtype(orEmpty(info.xtype()))
                .description(orEmpty(info.description()))
                .in(coosys(info.coosys()), timesys(info.timesys()));
    }

    private static CoordinateSystem coosys(ColumnInfo.Coosys given) {
        return given == null
                ? null
                : new CoordinateSystem(
                        orEmpty(given.system()),
                        orEmpty(given.equinox()),
                        orEmpty(given.epoch()),
                        orEmpty(given.refposition()));
    }

    private static TimeSystem timesys(ColumnInfo.Timesys given) {
        return given == null
                ? null
                : new TimeSystem(orEmpty(given.timeorigin()), orEmpty(given.timescale()), orEmpty(given.refposition()));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Column joined(Column first, Column other) {
        boolean same = first.datatype() == other.datatype() && first.arraysize().equals(other.arraysize());
        return same ? first : first.datatype(Datatype.CHAR).arraysize("*").xtype("");
    }
}
