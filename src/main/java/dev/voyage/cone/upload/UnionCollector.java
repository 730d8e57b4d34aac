package dev.voyage.cone.upload;

import dev.voyage.cone.identity.RowHash;
import dev.voyage.cone.identity.RowHasher;
import dev.voyage.cone.position.RowPositions;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.WholeAnswer;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides a union of rows by their distances from the positions. A row at the edge of one cone and inside another belongs to
 * the second; whether the service counts it to the first as well, only a cone search can tell: that position is
 * undecided. An answer with rows of no position, or with a row twice, is refused. Used by one stream.
 */
final class UnionCollector extends WholeAnswer {

    /** Half the width of the edge: rounding of the positions in the answer, as far as a cone search allows it. */
    private static final double EDGE_ARCMIN = 1 / 60.0;

    private final List<SkyPosition> positions;
    private final SkyBands bands;
    private final double radiusArcmin;
    private final Set<Integer> undecided = new HashSet<>();
    private final Set<RowHash> met = new HashSet<>();
    private RowPositions places;
    private RowHasher hasher;

    UnionCollector(ConeUpload query, int most) {
        super(query.positions().size(), most);
        this.positions = query.positions();
        this.bands = new SkyBands(positions);
        this.radiusArcmin = query.radiusDeg() * 60;
    }

    @Override
    protected Columns begin(Columns found) {
        places = RowPositions.in(found);
        hasher = new RowHasher(found.keys());
        return found;
    }

    @Override
    protected void divide(Row row) {
        SkyPosition place = places.of(row)
                .orElseThrow(() -> doubtful("a row of the answer has no position, so that its target is not known"));
        RowHash content =
                hasher.identity(row::cell, place.raDeg(), place.decDeg(), null).content();
        if (!met.add(content)) {
            throw doubtful("the answer has a row twice");
        }
        List<Integer> inside = new ArrayList<>();
        List<Integer> edge = new ArrayList<>();
        bands.around(place, radiusArcmin + EDGE_ARCMIN, index -> {
            double beyond = positions.get(index).offsetArcmin(place) - radiusArcmin;
            if (beyond <= EDGE_ARCMIN) {
                (beyond <= -EDGE_ARCMIN ? inside : edge).add(index);
            }
        });
        if (inside.isEmpty() && edge.size() == 1) {
            keep(edge.get(0), row);
        } else if (inside.isEmpty() && edge.isEmpty()) {
            throw doubtful("a row of the answer is at " + place.raDeg() + " " + place.decDeg()
                    + ", outside the radius around each target");
        } else {
            inside.forEach(index -> keep(index, row));
            undecided.addAll(edge);
        }
    }

    @Override
    protected Set<Integer> undecided() {
        return undecided;
    }
}
