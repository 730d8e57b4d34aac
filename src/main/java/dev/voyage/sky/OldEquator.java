package dev.voyage.sky;

/**
 * From FK4 to FK5: removal of the elliptic terms of aberration, precession to B1950, and the rotation of the one system
 * against the other (Murray 1989, A&amp;A 218, 325).
 */
final class OldEquator {

    /** From FK4 without its elliptic terms, B1950, to FK5, J2000 (Murray 1989, equation 28). */
    private static final Rotation B1950_TO_J2000 = Rotation.of(
            0.9999256794956877,
            -0.0111814832204662,
            -0.0048590038153592,
            0.0111814832391717,
            0.9999374848933135,
            -0.0000271625947142,
            0.0048590037723143,
            -0.0000271702937440,
            0.9999881946023742);

    /** The change of that rotation per Julian century, since FK4 rotates (Murray 1989, equation 29). */
    private static final Rotation PER_CENTURY = Rotation.of(
            -0.0026455262e-6,
            -1.1539918689e-6,
            2.1111346190e-6,
            1.1540628161e-6,
            -0.0129042997e-6,
            0.0236021478e-6,
            -2.1112979048e-6,
            -0.0056024448e-6,
            0.0102587734e-6);

    private static final double ARCSEC = Math.toRadians(1 / 3600.0);

    private OldEquator() {}

    /**
     * From FK4 without elliptic terms to FK5 at J2000.
     *
     * @param observed the time of the positions: two stars at rest in FK4 are not at rest in FK5
     */
    static Rotation toFk5(Equinox equinox, Equinox observed) {
        double centuries = (observed.julianYear() - 1950) / 100;
        return B1950_TO_J2000.plus(centuries, PER_CENTURY).after(Precession.newcomb(equinox, Equinox.B1950));
    }

    /**
     * The direction without the elliptic terms of aberration, which FK4 positions keep (Explanatory Supplement 1992,
     * section 3.531).
     */
    static double[] withoutEllipticTerms(double[] direction, Equinox equinox) {
        double[] terms = ellipticTerms(equinox);
        double along = direction[0] * terms[0] + direction[1] * terms[1] + direction[2] * terms[2];
        double[] freed = new double[3];
        for (int i = 0; i < 3; i++) {
            freed[i] = direction[i] - terms[i] + along * direction[i];
        }
        return freed;
    }

    /**
     * The component of the earth's motion due to the eccentricity of its orbit, in units of the speed of light, at 0.34
     * arcseconds.
     */
    private static double[] ellipticTerms(Equinox equinox) {
        double t = (equinox.julianDate() - Equinox.B1950.julianDate()) / 36525;
        double eccentricity = Precession.polynomial(t, 0.01673011, -0.00004193, -0.000000126);
        double perigee = Precession.polynomial(t, 1015489.951, 6190.67, 1.65, 0.012) * ARCSEC;
        double obliquity = obliquity(equinox) * ARCSEC;
        double size = eccentricity * 20.49552 * ARCSEC; // the constant of aberration
        return new double[] {
            size * Math.sin(perigee),
            -size * Math.cos(perigee) * Math.cos(obliquity),
            -size * Math.cos(perigee) * Math.sin(obliquity)
        };
    }

    /**
     * The obliquity of the ecliptic in FK4's catalogues (IAU 1976 series, within 0.01 arcseconds of Newcomb's),
     * arcseconds.
     */
    static double obliquity(Equinox equinox) {
        return Precession.polynomial(equinox.julianCenturies(), 84381.448, -46.8150, -0.00059, 0.001813);
    }
}
