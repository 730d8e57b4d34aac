package dev.voyage.votable.document;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the FIELDs of the result table. */
final class TableHeader {

    private final String name;
    private final VotableLimits limits;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> refs = new ArrayList<>();
    private String untyped;
    private Column field;

    TableHeader(String name, VotableLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    /** A table of another name with the columns of this one. */
    TableHeader(String name, TableHeader structure) {
        this(name, structure.limits);
        columns.addAll(structure.columns);
        refs.addAll(structure.refs);
        untyped = structure.untyped;
    }

    String name() {
        return name;
    }

    void openField(XmlScanner markup) {
        if (columns.size() == limits.fields()) {
            throw VotableLimits.exceeded("too many FIELDs", limits.fields());
        }
        Optional<Datatype> datatype = Datatype.of(markup.attribute("datatype"));
        if (datatype.isEmpty() && untyped == null) {
            untyped = markup.attribute("name");
        }
        refs.add(markup.attribute("ref"));
        field = Column.of(markup.attribute("name"), datatype.orElse(Datatype.CHAR))
                .arraysize(datatype.isEmpty() ? "*" : markup.attribute("arraysize"))
                .id(markup.attribute("ID"))
                .unit(markup.attribute("unit"))
                .ucd(markup.attribute("ucd"))
                .utype(markup.attribute("utype"))
                .xtype(markup.attribute("xtype"));
    }

    /** Only the first null of a FIELD counts, as the readers of TABLEDATA, BINARY and FITS agree. */
    void nullText(String text) {
        if (field.nullText() == null) {
            field = field.nullText(text);
        }
    }

    void description(String text) {
        field = field.description(text);
    }

    void closeField() {
        ArrayShape.of(field); // an invalid FIELD ends the table; an invalid cell only its row
        columns.add(field);
    }

    /** The columns with the systems that the document gives them. */
    Columns columns(SystemScope systems) {
        List<Column> placed = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            placed.add(systems.place(columns.get(i), refs.get(i)));
        }
        return new Columns(placed);
    }

    /** Fails for an unknown datatype: TABLEDATA is then read as text, but bytes cannot be. */
    void mustBeTyped() {
        if (untyped != null) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The column " + QuotedText.of(untyped) + " of a binary table has no known datatype");
        }
    }
}
