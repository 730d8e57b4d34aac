package dev.voyage.votable.table;

import dev.voyage.sky.CelestialFrame;
import java.util.Optional;

/**
 * A COOSYS, or its equivalent in other documents: the frame of positions (VOTable 1.5, section 3.1). Text that the
 * document does not give is empty.
 *
 * @param system as written: {@code eq_FK4}, {@code ICRS}, {@code galactic}
 * @param equinox as written: {@code B1950}, {@code 2000.0}
 * @param epoch of the positions, as written
 * @param refPosition as written, {@code BARYCENTER} for example
 */
public record CoordinateSystem(String system, String equinox, String epoch, String refPosition) {

    /** The frame, if its positions can be transformed to ICRS. */
    public Optional<CelestialFrame> frame() {
        return CelestialFrame.of(system, equinox, epoch);
    }

    /** Whether the frame is not stated: a wildcard of VOTable 1.5, or no system at all. */
    public boolean isUnknown() {
        return system.isBlank() || system.strip().equalsIgnoreCase("UNKNOWN");
    }

    /** As in {@code eq_FK4 B1950}. */
    @Override
    public String toString() {
        return (system + " " + equinox).strip();
    }
}
