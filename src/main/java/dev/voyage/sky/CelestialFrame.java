package dev.voyage.sky;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The frame of positions, and its transformation to ICRS. Positions are at rest: without proper motions, an epoch only
 * determines how far FK4 had rotated.
 */
public final class CelestialFrame {

    /** From FK5 at J2000 to galactic: the pole of 1958 and the node, transformed to FK5 (Reid and Brunthaler 2004). */
    private static final Rotation FK5_TO_GALACTIC =
            poleAndNode(192.8594812065348, 27.12825118085622, 122.9319185680026);

    /** The pole at l 47.37, b +6.32; the zero point at l 137.37, b 0 (Lahav et al. 2000). */
    private static final Rotation GALACTIC_TO_SUPERGALACTIC = poleAndNode(47.37, 6.32, 90);

    public static final CelestialFrame ICRS = new CelestialFrame(FrameSystem.ICRS, null, null);
    public static final CelestialFrame FK5_J2000 = new CelestialFrame(FrameSystem.FK5, Equinox.J2000, null);
    public static final CelestialFrame FK4_B1950 = new CelestialFrame(FrameSystem.FK4, Equinox.B1950, null);
    public static final CelestialFrame GALACTIC = new CelestialFrame(FrameSystem.GALACTIC, null, null);
    public static final CelestialFrame SUPERGALACTIC = new CelestialFrame(FrameSystem.SUPERGALACTIC, null, null);
    public static final CelestialFrame ECLIPTIC_J2000 = new CelestialFrame(FrameSystem.ECLIPTIC, Equinox.J2000, null);

    private final FrameSystem system;
    private final Equinox equinox;
    private final Equinox epoch;
    private final Rotation toIcrs;

    /**
     * @param equinox null for the default of the system: B1950 for the old ones, J2000 for the others
     * @param epoch the time of the positions; null: the equinox
     */
    public CelestialFrame(FrameSystem system, Equinox equinox, Equinox epoch) {
        this.system = system;
        Equinox usual = system.isOld() ? Equinox.B1950 : Equinox.J2000;
        this.equinox = system.hasEquinox() ? Objects.requireNonNullElse(equinox, usual) : null;
        this.epoch = epoch;
        this.toIcrs = toIcrs();
    }

    /**
     * Parses the system of a COOSYS in a VOTable (all versions: {@code eq_FK4}, {@code FK4}, {@code ecl_FK5}, {@code
     * galactic}), FITS's RADESYS, or astropy's names of frames.
     *
     * @param equinoxText in the form of {@link Equinox#parse}; empty for the default
     * @param epochText likewise; text that is not a year is ignored
     * @return empty if there is no such frame, or none that can be transformed
     */
    public static Optional<CelestialFrame> of(String systemText, String equinoxText, String epochText) {
        Optional<Equinox> equinox = Equinox.parse(equinoxText);
        if (equinox.isEmpty() && !equinoxText.isBlank()) {
            return Optional.empty();
        }
        return system(systemText)
                .map(system -> new CelestialFrame(
                        system, equinox.orElse(null), Equinox.parse(epochText).orElse(null)));
    }

    private static Optional<FrameSystem> system(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
            case "icrs", "gcrs" -> Optional.of(FrameSystem.ICRS);
            case "fk5", "eqfk5" -> Optional.of(FrameSystem.FK5);
            case "fk4", "eqfk4" -> Optional.of(FrameSystem.FK4);
            case "fk4noe", "fk4noeterms" -> Optional.of(FrameSystem.FK4_NO_E_TERMS);
            case "galactic", "gal", "galacticii", "lii" -> Optional.of(FrameSystem.GALACTIC);
            case "supergalactic", "supergal" -> Optional.of(FrameSystem.SUPERGALACTIC);
            case "ecliptic", "eclfk5", "barycentricmeanecliptic" -> Optional.of(FrameSystem.ECLIPTIC);
            case "eclfk4" -> Optional.of(FrameSystem.ECLIPTIC_FK4);
            default -> Optional.empty();
        };
    }

    public FrameSystem system() {
        return system;
    }

    /** Empty if the system has none. */
    public Optional<Equinox> equinox() {
        return Optional.ofNullable(equinox);
    }

    /** The time of the positions, if known. */
    public Optional<Equinox> epoch() {
        return Optional.ofNullable(epoch);
    }

    /** ICRS, or within 0.03 arcseconds of it: FK5 at J2000. */
    public boolean isModern() {
        return system == FrameSystem.ICRS || (system == FrameSystem.FK5 && equinox.equals(Equinox.J2000));
    }

    /**
     * A position of this frame in ICRS, within 10 mas of the frame's definition.
     *
     * @param lonDeg right ascension or longitude, degrees, any turn
     * @param latDeg declination or latitude, degrees, -90 to 90
     */
    public SkyPosition toIcrs(double lonDeg, double latDeg) {
        if (system == FrameSystem.ICRS) {
            return new SkyPosition(turned(lonDeg), latDeg);
        }
        double lon = Math.toRadians(lonDeg);
        double lat = Math.toRadians(latDeg);
        double[] direction = {Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)};
        if (system == FrameSystem.ECLIPTIC_FK4) {
            direction = Rotation.aboutX(-OldEquator.obliquity(equinox)).turn(direction);
        }
        if (system == FrameSystem.FK4 || system == FrameSystem.ECLIPTIC_FK4) {
            direction = OldEquator.withoutEllipticTerms(direction, equinox);
        }
        double[] icrs = toIcrs.turn(direction);
        double raDeg = Math.toDegrees(Math.atan2(icrs[1], icrs[0]));
        return new SkyPosition(turned(raDeg), Math.toDegrees(Math.atan2(icrs[2], Math.hypot(icrs[0], icrs[1]))));
    }

    private Rotation toIcrs() {
        Rotation fk5ToIcrs = Precession.ICRS_TO_FK5.inverse();
        return switch (system) {
            case ICRS -> Rotation.aboutX(0);
            case FK5 -> fk5ToIcrs.after(Precession.fk5(equinox).inverse());
            case FK4, FK4_NO_E_TERMS, ECLIPTIC_FK4 ->
                fk5ToIcrs.after(OldEquator.toFk5(equinox, epoch == null ? equinox : epoch));
            case GALACTIC -> fk5ToIcrs.after(FK5_TO_GALACTIC.inverse());
            case SUPERGALACTIC -> fk5ToIcrs.after(FK5_TO_GALACTIC.inverse()).after(GALACTIC_TO_SUPERGALACTIC.inverse());
            case ECLIPTIC -> Precession.ecliptic(equinox).inverse();
        };
    }

    /**
     * @param nodeDeg the new longitude of the old pole
     */
    private static Rotation poleAndNode(double poleLonDeg, double poleLatDeg, double nodeDeg) {
        return Rotation.aboutZ((180 - nodeDeg) * 3600)
                .after(Rotation.aboutY((90 - poleLatDeg) * 3600))
                .after(Rotation.aboutZ(poleLonDeg * 3600));
    }

    private static double turned(double deg) {
        double turned = deg % 360;
        turned = turned < 0 ? turned + 360 : turned;
        return turned >= 360 ? 0 : turned; // slightly below zero by rounding
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CelestialFrame frame
                && system == frame.system
                && Objects.equals(equinox, frame.equinox)
                && Objects.equals(epoch, frame.epoch);
    }

    @Override
    public int hashCode() {
        return Objects.hash(system, equinox, epoch);
    }

    /** For example {@code FK4 B1950}. */
    @Override
    public String toString() {
        String name =
                switch (system) {
                    case ICRS -> "ICRS";
                    case FK5 -> "FK5";
                    case FK4 -> "FK4";
                    case FK4_NO_E_TERMS -> "FK4-NO-E";
                    case GALACTIC -> "galactic";
                    case SUPERGALACTIC -> "supergalactic";
                    case ECLIPTIC -> "ecliptic";
                    case ECLIPTIC_FK4 -> "ecliptic of FK4";
                };
        return equinox == null ? name : name + " " + equinox;
    }
}
