package dev.voyage.search.upload;

import dev.voyage.problem.Problem;
import dev.voyage.sky.AngleName;
import dev.voyage.sky.Coordinates;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Columns of a list that look like positions without being marked as such. */
final class UnknownPositions {

    /** Names of quantities with numbers that may look like angles. */
    private static final Pattern QUANTITY = Pattern.compile(
            "(?i)(?<![a-z])(?:[ugrizyjhkbvw]?[_ ]?mag|magnitude|[ugrizjhkbv]|flux|f|err|error|unc|sigma|snr|s/n|exp|exposure|exptime|time"
                    + "|texp|mjd|jd|date|year|epoch|z|zspec|zphot|redshift|dist|distance|parallax|plx|pm|pmra|pmdec|rv|vel|velocity|mass"
                    + "|radius|rad|size|diameter|period|per|teff|temp|temperature|logg|feh|metallicity|ebv|av|color|colour|prob"
                    + "|probability|score|weight|priority|energy|count|counts|rate|area|width|height|pa|fwhm|chi2?|lum|luminosity|age"
                    + "|amp|amplitude|freq|frequency|seeing|airmass|n|num|number|class|type|flag|quality|ratio|index|offset|sep"
                    + "|separation)(?![a-z])"
                    + "|(?i)(?:mag|flux|err|error|exposure|time|_z|redshift)$");

    private static final Pattern SEXAGESIMAL = Pattern.compile("[+-]?\\d{1,3}[: hd°]\\s?\\d{1,2}(?:[: m'].*)?");

    private final Columns columns;
    private final List<Row> rows;
    private final int name;

    private UnknownPositions(Columns columns, List<Row> rows, int name) {
        this.columns = columns;
        this.rows = rows;
        this.name = name;
    }

    /**
     * The first such column, or the two; empty if none looks like a position.
     *
     * @param name the column of the targets' names, or -1; it is never one of them
     */
    static Optional<String> in(Columns columns, List<Row> rows, int name) {
        var unknown = new UnknownPositions(columns, rows, name);
        for (int i = 0; i < columns.size(); i++) {
            String called = columns.at(i).name();
            if (i != name
                    && (AngleName.of(called).isPresent() || AngleName.soundsLikeOne(called) || unknown.isBoth(i))) {
                return Optional.of(called);
            }
        }
        for (int i = 0; i + 1 < columns.size(); i++) {
            if (unknown.mayBe(i, 0, 360) && unknown.mayBe(i + 1, -90, 90)) {
                return Optional.of(
                        columns.at(i).name() + ", " + columns.at(i + 1).name());
            }
        }
        return Optional.empty();
    }

    /** Whether each cell is a whole position. */
    private boolean isBoth(int column) {
        return isEach(column, text -> {
            try {
                return text.length() > 6
                        && !text.matches(".*[A-Za-z]{3}.*")
                        && Coordinates.parse(text).isPresent();
            } catch (Problem offTheSky) {
                return false;
            }
        });
    }

    private boolean mayBe(int column, double least, double most) {
        Column described = columns.at(column);
        boolean isAngle =
                described.unit().isBlank() || described.unit().matches("(?i)\"?(?:deg.*|rad.*|h.*|d:.*|\u00b0)\"?");
        if (column == name || !isAngle || QUANTITY.matcher(described.name()).find()) {
            return false;
        }
        boolean fractions = rows.stream()
                .anyMatch(row -> row.text(column).filter(it -> it.contains(".")).isPresent());
        return isEach(column, text -> SEXAGESIMAL.matcher(text).matches())
                || (fractions
                        && rows.stream().allMatch(row -> {
                            OptionalDouble number = row.number(column);
                            return number.isEmpty()
                                    ? row.text(column).isEmpty()
                                    : number.getAsDouble() >= least && number.getAsDouble() <= most;
                        }));
    }

    /** Whether all non-empty cells match; there must be at least one. */
    private boolean isEach(int column, java.util.function.Predicate<String> wanted) {
        return column != name
                && rows.stream().anyMatch(row -> row.text(column).isPresent())
                && rows.stream()
                        .allMatch(row -> row.text(column).map(wanted::test).orElse(true));
    }
}
