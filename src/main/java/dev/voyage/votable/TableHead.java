package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the FIELDs of the result table. */
final class TableHead {

    private final String name;
    private final VotableLimits limits;
    private final List<Column> columns = new ArrayList<>();
    private String untyped;
    private Column field;

    TableHead(String name, VotableLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    String name() {
        return name;
    }

    void openField(Markup markup) {
        if (columns.size() == limits.fields()) {
            throw VotableLimits.exceeded("too many FIELDs", limits.fields());
        }
        Optional<Datatype> datatype = Datatype.of(markup.attribute("datatype"));
        if (datatype.isEmpty() && untyped == null) {
            untyped = markup.attribute("name");
        }
        field = new Column(
                markup.attribute("name"),
                markup.attribute("ID"),
                datatype.orElse(Datatype.CHAR),
                datatype.isEmpty() ? "*" : markup.attribute("arraysize"),
                markup.attribute("unit"),
                markup.attribute("ucd"),
                markup.attribute("utype"),
                markup.attribute("xtype"),
                "",
                null);
    }

    /** Only the first null of a FIELD counts, as TABLEDATA, BINARY and FITS readers agree. */
    void nullText(String text) {
        if (field.nullText() == null) {
            field = with(field.description(), text);
        }
    }

    void description(String text) {
        field = with(text, field.nullText());
    }

    void closeField() {
        Shape.of(field); // a bad FIELD ends the table; a bad cell only its row
        columns.add(field);
    }

    Columns columns() {
        return new Columns(columns);
    }

    /** TABLEDATA of an unknown datatype is read as the text that it is; bytes cannot be. */
    void mustBeTyped() {
        if (untyped != null) {
            throw Problem.of(
                    Kind.MALFORMED, "The column " + Quoted.of(untyped) + " of a binary table has no known datatype");
        }
    }

    private Column with(String description, String nullText) {
        return new Column(
                field.name(),
                field.id(),
                field.datatype(),
                field.arraysize(),
                field.unit(),
                field.ucd(),
                field.utype(),
                field.xtype(),
                description,
                nullText);
    }
}
