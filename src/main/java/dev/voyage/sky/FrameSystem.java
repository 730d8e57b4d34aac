package dev.voyage.sky;

/** The celestial reference systems with a transformation to ICRS. */
public enum FrameSystem {
    ICRS,
    /** Mean equator and equinox of the equinox's moment, FK5. */
    FK5,
    /** Mean equator and equinox of the equinox's moment, FK4, elliptic terms of aberration included. */
    FK4,
    /** As {@link #FK4}, without those terms. */
    FK4_NO_E_TERMS,
    /** The IAU's of 1958, by its pole in FK5. */
    GALACTIC,
    /** De Vaucouleurs's, by its pole in galactic coordinates. */
    SUPERGALACTIC,
    /** Mean ecliptic and equinox of the equinox's moment, from the barycentre. */
    ECLIPTIC,
    /** The ecliptic of {@link #FK4}. */
    ECLIPTIC_FK4;

    /** Right ascension and declination, not longitude and latitude. */
    public boolean isEquatorial() {
        return this == ICRS || this == FK5 || this == FK4 || this == FK4_NO_E_TERMS;
    }

    /** Whether its axes depend on a time, so that it has an equinox. */
    public boolean hasEquinox() {
        return this != ICRS && this != GALACTIC && this != SUPERGALACTIC;
    }

    boolean isOld() {
        return this == FK4 || this == FK4_NO_E_TERMS || this == ECLIPTIC_FK4;
    }
}
