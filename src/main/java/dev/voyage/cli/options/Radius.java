package dev.voyage.cli.options;

import dev.voyage.problem.QuotedText;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a radius with or without a unit, in degrees: {@code 0.5}, {@code 5 arcmin}, {@code 30"}. */
final class Radius implements ITypeConverter<Double> {

    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)\\s*(.*)");

    @Override
    public Double convert(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw wrong(text);
        }
        int unitsPerDegree =
                switch (form.group(2).toLowerCase(Locale.ROOT)) {
                    case "", "d", "deg", "degree", "degrees", "°" -> 1;
                    case "'", "′", "arcmin", "arcmins", "arcminute", "arcminutes", "amin" -> 60;
                    case "\"", "″", "''", "arcsec", "arcsecs", "arcsecond", "arcseconds", "asec" -> 3600;
                    default -> throw wrong(text);
                };
        return new BigDecimal(form.group(1)).doubleValue() / unitsPerDegree;
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                QuotedText.of(text) + " is not a radius: write 0.5, \"30 arcmin\" or \"90 arcsec\"");
    }
}
