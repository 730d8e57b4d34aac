package dev.voyage.sky;

/** Rotations between the equators, equinoxes and ecliptics of different times. */
final class Precession {

    /** From ICRS to the FK5 at J2000: frame bias (Hilton and Hohenkerk 2004; USNO Circular 179, 3.5), arcseconds. */
    static final Rotation ICRS_TO_FK5 =
            Rotation.aboutX(0.0199).after(Rotation.aboutY(0.0091)).after(Rotation.aboutZ(-0.0229));

    private Precession() {}

    /** From the mean equator and equinox of J2000 to those of another time (IAU 2006). */
    static Rotation fk5(Equinox to) {
        return equator(to.julianCenturies()).after(equator(0).inverse());
    }

    /** From ICRS to the mean ecliptic and equinox of a time (IAU 2006). */
    static Rotation ecliptic(Equinox of) {
        double t = of.julianCenturies();
        return Rotation.aboutX(obliquity(t)).after(equator(t));
    }

    /**
     * From ICRS to the mean equator and equinox: frame bias and precession by the four Fukushima-Williams angles
     * (Hilton et al. 2006; Wallace and Capitaine 2006, equation 10 and table 1).
     */
    private static Rotation equator(double t) {
        double gamma = polynomial(t, -0.052928, 10.556378, 0.4932044, -0.00031238, -0.000002788, 0.0000000260);
        double phi = polynomial(t, 84381.412819, -46.811016, 0.0511268, 0.00053289, -0.000000440, -0.0000000176);
        double psi = polynomial(t, -0.041775, 5038.481484, 1.5584175, -0.00018522, -0.000026452, -0.0000000148);
        return Rotation.aboutX(-obliquity(t))
                .after(Rotation.aboutZ(-psi))
                .after(Rotation.aboutX(phi))
                .after(Rotation.aboutZ(gamma));
    }

    /** The obliquity of the ecliptic (IAU 2006), arcseconds. */
    private static double obliquity(double t) {
        return polynomial(t, 84381.406, -46.836769, -0.0001831, 0.00200340, -0.000000576, -0.0000000434);
    }

    /** From the mean equator and equinox of one Besselian time to those of another (Newcomb; Kinoshita 1975). */
    static Rotation newcomb(Equinox from, Equinox to) {
        double t = (from.besselianYear() - 1850) / 1000;
        double dt = (to.besselianYear() - from.besselianYear()) / 1000;
        double linear = 23035.545 + 139.720 * t + 0.060 * t * t;
        double zeta = polynomial(dt, 0, linear, 30.240 - 0.27 * t, 17.995);
        double z = polynomial(dt, 0, linear, 109.480 + 0.39 * t, 18.325);
        double theta = polynomial(dt, 0, 20051.12 - 85.29 * t - 0.37 * t * t, -42.65 - 0.37 * t, -41.8);
        return Rotation.aboutZ(-z).after(Rotation.aboutY(theta)).after(Rotation.aboutZ(-zeta));
    }

    /** Evaluates a polynomial; coefficients of t, lowest power first. */
    static double polynomial(double t, double... coefficients) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * t + coefficients[i];
        }
        return sum;
    }
}
