package dev.voyage.datalink.rule;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date on which an observation becomes public, from its row: Modified Julian Date, Julian Date or ISO. */
public final class PublicDate {

    private static final int MJD_OF_EPOCH = 40587;
    private static final double JD_OF_MJD = 2400000.5;
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[Tt\\s].*)?");
    private static final List<String> NAMES = List.of(
            "public_date",
            "obs_release_date",
            "release_date",
            "data_release_date",
            "data_release",
            "date_public",
            "proprietary_until");

    private PublicDate() {}

    /** Empty if the row has no value, or none that is a date. */
    public static Optional<LocalDate> of(Row row) {
        OptionalInt column = column(row.columns());
        if (column.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble number = row.number(column.getAsInt());
        return number.isPresent()
                ? ofNumber(number.getAsDouble())
                : row.text(column.getAsInt()).flatMap(PublicDate::ofText);
    }

    private static OptionalInt column(Columns columns) {
        for (String name : NAMES) {
            OptionalInt named = columns.named(name);
            if (named.isPresent()) {
                return named;
            }
        }
        return columns.first(PublicDate::isRelease);
    }

    private static boolean isRelease(Column column) {
        return List.of(column.ucd().toLowerCase(Locale.ROOT).split(";", -1)).contains("time.release");
    }

    private static Optional<LocalDate> ofNumber(double number) {
        double mjd = number > 2_000_000 ? number - JD_OF_MJD : number;
        boolean plausible = mjd > 10_000 && mjd < 200_000; // 1886 to 2406; 0 and -2147483648 are not
        return plausible ? Optional.of(LocalDate.ofEpochDay((long) Math.floor(mjd) - MJD_OF_EPOCH)) : Optional.empty();
    }

    private static Optional<LocalDate> ofText(String text) {
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
