package dev.voyage.cone.position;

import dev.voyage.sky.CelestialFrame;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Row;
import java.util.Optional;

/** The columns of a table that together make the position of each row. */
interface PositionColumns {

    /** In ICRS; empty when a cell is missing, is not an angle, or is off the sphere. */
    Optional<SkyPosition> of(Row row);

    /** Whether this column, by its index, is one of them. */
    boolean has(int column);

    /** Whether a row has a value in one of them. */
    boolean isGiven(Row row);

    /** The row's cells as text. */
    String written(Row row);

    /** Null if positions of this frame cannot be transformed. */
    CelestialFrame frame();

    /** The frame as the table gives it. */
    String frameText();
}
