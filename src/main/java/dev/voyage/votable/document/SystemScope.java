package dev.voyage.votable.document;

import dev.voyage.sky.AngleName;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.TimeSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The coordinate and time systems of one document, and the columns in them: by the {@code ref} of a FIELD to a COOSYS
 * or TIMESYS, by a GROUP with such a {@code ref} and FIELDrefs to the FIELD, by a GROUP with the utypes of STC 1.x, or,
 * as in documents before VOTable 1.1, by the only COOSYS around the table (VOTable 1.5, sections 3.1 and 3.2).
 */
final class SystemScope {

    private final Map<String, CoordinateSystem> coosysById = new HashMap<>();
    private final Map<String, TimeSystem> timesysById = new HashMap<>();
    private final Map<String, Group> groupById = new HashMap<>();
    private final Map<String, Group> groupOfField = new HashMap<>();
    private final List<Loose> around = new ArrayList<>();
    private final Deque<Group> open = new ArrayDeque<>();

    /** A COOSYS, and the RESOURCE that contains it; null: outside of any. */
    private record Loose(CoordinateSystem coosys, ResourceElement resource) {}

    /** A GROUP: its reference, and the values of its PARAMs. */
    private static final class Group {
        private String ref = "";
        private String system = "";
        private String equinox = "";
        private String epoch = "";
    }

    void coosys(XmlScanner markup, ResourceElement resource) {
        var coosys = new CoordinateSystem(
                markup.attribute("system").isEmpty() ? "eq_FK5" : markup.attribute("system"), // the schema's default
                markup.attribute("equinox"),
                markup.attribute("epoch"),
                markup.attribute("refposition"));
        coosysById.putIfAbsent(markup.attribute("ID"), coosys);
        around.add(new Loose(coosys, resource));
    }

    void timesys(XmlScanner markup) {
        timesysById.putIfAbsent(
                markup.attribute("ID"),
                new TimeSystem(
                        markup.attribute("timeorigin"),
                        markup.attribute("timescale"),
                        markup.attribute("refposition")));
    }

    /** A system inside a RESOURCE does not apply to tables outside of it. */
    void close(ResourceElement resource) {
        around.removeIf(loose -> loose.resource() == resource);
    }

    void openGroup(XmlScanner markup) {
        var group = new Group();
        group.ref = markup.attribute("ref");
        groupById.putIfAbsent(markup.attribute("ID"), group);
        open.push(group);
    }

    void closeGroup() {
        open.pop();
    }

    void fieldRef(XmlScanner markup) {
        if (!open.isEmpty()) {
            groupOfField.putIfAbsent(markup.attribute("ref"), open.peek());
        }
    }

    /** A PARAM inside a GROUP, by its utype (STC in VOTable, note of 2010). */
    void param(String utype, String value) {
        String part = utype.toLowerCase(Locale.ROOT);
        if (open.isEmpty() || !part.startsWith("stc:")) {
            return;
        } else if (part.endsWith("coordrefframe")) {
            open.peek().system = value;
        } else if (part.endsWith("coordrefframe.equinox")) {
            open.peek().equinox = value;
        } else if (part.endsWith("position2d.epoch")) {
            open.peek().epoch = value;
        }
    }

    /** The column with its systems. */
    Column place(Column column, String ref) {
        CoordinateSystem coosys = ref.isEmpty() ? null : coosysById.get(ref);
        TimeSystem timesys = ref.isEmpty() ? null : timesysById.get(ref);
        Group group = column.id().isEmpty() ? null : groupOfField.get(column.id());
        for (Group each : new Group[] {ref.isEmpty() ? null : groupById.get(ref), group}) {
            if (each != null) {
                coosys = coosys == null ? of(each) : coosys;
                timesys = timesys == null ? timesysById.get(each.ref) : timesys;
            }
        }
        coosys = coosys == null ? only(column).orElse(null) : coosys;
        return coosys == null && timesys == null ? column : column.in(coosys, timesys);
    }

    private CoordinateSystem of(Group group) {
        CoordinateSystem referred = group.ref.isEmpty() ? null : coosysById.get(group.ref);
        return referred != null || group.system.isEmpty()
                ? referred
                : new CoordinateSystem(group.system, group.equinox, group.epoch, "");
    }

    /** The only system around, for an angle that can belong to it and has no other frame in its name. */
    private Optional<CoordinateSystem> only(Column column) {
        if (around.size() != 1) {
            return Optional.empty();
        }
        CoordinateSystem coosys = around.get(0).coosys();
        return axis(column)
                .filter(axis -> coosys.frame()
                        .map(frame -> axis.isOf(frame.system()))
                        .orElse(axis == AngleName.Axis.RA || axis == AngleName.Axis.DEC))
                .map(axis -> coosys);
    }

    /** By UCD of either generation, else by a name that implies no frame. */
    private static Optional<AngleName.Axis> axis(Column column) {
        Optional<AngleName> named = AngleName.of(column.name());
        if (named.isPresent() && named.get().frame() != null) {
            return Optional.empty();
        }
        return column.axis().or(() -> column.ucd().isBlank() ? named.map(AngleName::axis) : Optional.empty());
    }
}
