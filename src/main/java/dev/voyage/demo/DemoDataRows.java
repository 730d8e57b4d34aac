package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import java.util.List;
import java.util.stream.Stream;

/** The observations of NuSTAR that have data, for searches for images and spectra. */
final class DemoDataRows {

    /** 79 to 3 keV, metres. */
    static final double[] BAND = {1.57e-11, 4.13e-10};

    static final double FIELD_ARCMIN = 12;

    private static final double SECONDS_OF_A_DAY = 86_400;

    private final List<DemoObservation> observations;

    DemoDataRows(DemoCatalogue nustar) {
        this.observations = nustar.observations().stream()
                .filter(it -> !it.directories().isEmpty())
                .toList();
    }

    /**
     * Those whose field touches a circle, and whose data touch an interval of wavelengths and one of time.
     *
     * @param band both ends, metres
     * @param time both ends, MJD
     */
    Stream<DemoObservation> around(double raDeg, double decDeg, double radiusDeg, double[] band, double[] time) {
        return observations.stream()
                .filter(it -> it.arcminTo(raDeg, decDeg) <= radiusDeg * 60 + FIELD_ARCMIN / 2)
                .filter(it -> touches(BAND, band) && touches(times(it), time));
    }

    /** Begin and end, MJD. */
    static double[] times(DemoObservation it) {
        double begin = Double.parseDouble(it.get("time"));
        double seconds = DemoConeSearch.number(it.get("exposure_a"), 0, 1e9).orElse(0);
        return new double[] {begin, begin + seconds / SECONDS_OF_A_DAY};
    }

    private static boolean touches(double[] one, double[] other) {
        return one[0] <= other[1] && other[0] <= one[1];
    }
}
