package dev.voyage.sky;

/**
 * A direction on the sky, ICRS.
 *
 * @param raDeg right ascension, degrees, 0 inclusive to 360 exclusive
 * @param decDeg declination, degrees, -90 to +90 inclusive
 */
public record SkyPosition(double raDeg, double decDeg) {

    public SkyPosition {
        if (!(raDeg >= 0 && raDeg < 360)) { // written so that NaN fails too
            throw new IllegalArgumentException("raDeg must be in [0, 360): " + raDeg);
        }
        if (!(decDeg >= -90 && decDeg <= 90)) {
            throw new IllegalArgumentException("decDeg must be in [-90, 90]: " + decDeg);
        }
    }

    /**
     * The great-circle distance, by Vincenty's formula, which stays exact for tiny and for
     * antipodal distances.
     *
     * @return arcminutes, 0 to 10800
     */
    public double offsetArcmin(SkyPosition other) {
        double dRa = Math.toRadians(other.raDeg - raDeg);
        double d1 = Math.toRadians(decDeg);
        double d2 = Math.toRadians(other.decDeg);
        double across = Math.cos(d2) * Math.sin(dRa);
        double along = Math.cos(d1) * Math.sin(d2) - Math.sin(d1) * Math.cos(d2) * Math.cos(dRa);
        double towards = Math.sin(d1) * Math.sin(d2) + Math.cos(d1) * Math.cos(d2) * Math.cos(dRa);
        return Math.toDegrees(Math.atan2(Math.hypot(across, along), towards)) * 60;
    }
}
