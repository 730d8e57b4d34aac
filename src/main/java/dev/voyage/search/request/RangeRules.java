package dev.voyage.search.request;

import dev.voyage.cone.DataRanges;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;

/** The rules for ranges of spectrum and time, which only searches for images and spectra limit. */
final class RangeRules {

    private RangeRules() {}

    /** @throws Problem {@code BAD_PARAMETER} for a range beside a protocol that has none */
    static void check(DataRanges ranges, Via via) {
        if (!ranges.isNone() && via != Via.AUTO && !via.limitsRanges()) {
            throw without(ranges, "via is " + via.word());
        }
    }

    /** @throws Problem {@code BAD_PARAMETER} for a range beside a URL of which only the request can say the protocol */
    static void checkAddress(String catalogue, DataRanges ranges, Via via) {
        boolean isAddress = catalogue.toLowerCase(Locale.ROOT).startsWith("http");
        if (!ranges.isNone() && via == Via.AUTO && isAddress) {
            throw without(ranges, QuotedText.of(catalogue) + " is the URL of a cone search unless via is sia or ssa");
        }
    }

    static Problem without(DataRanges ranges, String why) {
        String name = ranges.firstName();
        return Problem.invalidField(
                name,
                name + " is a parameter of searches for images and spectra (via=sia or ssa), but " + why
                        + "; a condition (where) may do");
    }
}
