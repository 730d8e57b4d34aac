package dev.voyage.search.resume;

import dev.voyage.cone.ConeEvent;
import dev.voyage.cone.identity.RowHash;
import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.sky.SkyPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of the rows of one search, and the cone search that each observation belongs to. Identical rows of one catalogue have
 * the same id, around whichever target they are found; two rows that differ never share one.
 *
 * <p>The id is that of the row. If it has none, it is {@code row~} and the first 16 hexadecimal digits of the hash of its
 * content; if another row has it already, {@code ID~} and these digits. So an id does not depend on the order of the rows, except
 * that the first row with a shared id keeps it without digits, and does not change from one run of the search to the next.
 */
public final class ObservationNames {

    private static final int DIGITS = 16;
    private static final int ALL_DIGITS = 32;

    private static final String SEVERAL = "";
    private static final String NO_ID = "row";
    private static final Pattern SHARED =
            Pattern.compile("(.+)~[0-9a-f]{16}(?:[0-9a-f]{16}(?:~[0-9]+)?)?", Pattern.DOTALL);

    private record Key(String catalogue, RowHash hash) {}

    private final Map<Key, List<String>> byRow = new HashMap<>();

    /** Of remembered rows only; an empty text if several have the same position. */
    private final Map<Key, String> byPlace = new HashMap<>();

    /** The cone search that selected it first; null if none did. */
    private final Map<String, ConeKey> owners = new HashMap<>();

    /** The first row with an id, for the one that is the same by another protocol; only if there are several. */
    private final Map<String, OtherProtocol> firsts = new HashMap<>();

    private boolean severalProtocols;

    /** A row of one protocol, and the only row of the other one that is the same. */
    private static final class OtherProtocol {

        /** Cone searches may round positions to four decimals of a degree. */
        private static final double ROUNDING_ARCMIN = 1 / 60.0;

        private final SkyPosition position;
        private final boolean byTap;
        private RowHash same;

        private OtherProtocol(SkyPosition position, boolean byTap) {
            this.position = position;
            this.byTap = byTap;
        }

        private boolean isSame(ConeEvent.Observation row, boolean isByTap) {
            boolean isThere = position != null
                    && row.position() != null
                    && position.offsetArcmin(row.position()) <= ROUNDING_ARCMIN;
            if (isByTap == byTap
                    || !isThere
                    || (same != null && !same.equals(row.identity().content()))) {
                return false;
            }
            same = row.identity().content();
            return true;
        }
    }

    /** Adopts the id of a row from earlier runs, or from the search that this one retries. */
    public synchronized void remember(KnownRow row) {
        List<String> names =
                byRow.computeIfAbsent(new Key(row.catalogue(), row.identity().content()), first -> new ArrayList<>(1));
        if (!names.contains(row.observation())) {
            names.add(row.observation());
        }
        owners.putIfAbsent(row.observation(), null);
        RowHash place = row.identity().place();
        if (place != null) {
            byPlace.merge(
                    new Key(row.catalogue(), place),
                    row.observation(),
                    (one, other) -> one.equals(other) ? one : SEVERAL);
        }
    }

    /** The only earlier observation at a position, as in {@link RowIdentity#place()}. */
    public synchronized Optional<String> placed(ConeKey origin, RowHash place) {
        return Optional.ofNullable(byPlace.get(new Key(origin.catalogue(), place)))
                .filter(id -> !id.equals(SEVERAL));
    }

    /**
     * The id of a row.
     *
     * @param occurrence 1 for the first row of its cone search with this content, 2 for the next: journals of earlier versions
     *     have several ids for such rows
     * @return empty if it has no id yet
     */
    public synchronized Optional<String> of(ConeKey origin, RowHash content, int occurrence) {
        List<String> names = byRow.get(new Key(origin.catalogue(), content));
        return names == null ? Optional.empty() : Optional.of(names.get(Math.min(occurrence, names.size()) - 1));
    }

    /**
     * From now on rows may come by TAP and from cone searches: the same row differs in its columns then, and is recognized
     * by its own id and its position.
     */
    public synchronized void ofSeveralProtocols() {
        severalProtocols = true;
    }

    /**
     * Assigns an id to a row that has none yet; an identical row of another cone search may have got one meanwhile.
     *
     * @param byTap whether it is from a query about several targets
     */
    public synchronized String give(ConeTask pair, ConeEvent.Observation row, boolean byTap) {
        RowHash content = row.identity().content();
        Optional<String> meanwhile = of(pair.origin(), content, 1);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        String base = pair.id(row.ownId() == null ? NO_ID : row.ownId());
        OtherProtocol known = firsts.get(base);
        if (known != null && known.isSame(row, byTap)) {
            byRow.put(new Key(pair.origin().catalogue(), content), List.of(base));
            return base;
        }
        String id = row.ownId() == null || owners.containsKey(base) ? base + "~" + content.text(DIGITS) : base;
        if (owners.containsKey(id)) {
            id = base + "~" + content.text(ALL_DIGITS);
        }
        for (int i = 2; owners.containsKey(id); i++) { // an id that looks like this
            id = base + "~" + content.text(ALL_DIGITS) + "~" + i;
        }
        byRow.put(new Key(pair.origin().catalogue(), content), List.of(id));
        owners.put(id, null);
        if (severalProtocols && id.equals(base)) {
            firsts.put(base, new OtherProtocol(row.position(), byTap));
        } else {
            firsts.remove(base); // several rows have this id
        }
        return id;
    }

    /** Whether an id was extended because another row has it. */
    public static boolean isShared(ConeKey origin, String observation) {
        String own = origin.catalogue() == null ? observation : observation.substring(observation.indexOf('/') + 1);
        Matcher shared = SHARED.matcher(own);
        return shared.matches() && !shared.group(1).equals(NO_ID);
    }

    /**
     * Selects an observation.
     *
     * @return whether it was not selected before
     */
    public synchronized boolean selects(String observation, ConeKey origin) {
        boolean first = owners.get(observation) == null;
        if (first) {
            owners.put(observation, origin);
        }
        return first;
    }

    /** Called when all responses have ended: no further row needs an id, and only the owner of each observation is kept. */
    public synchronized void end() {
        byRow.clear();
        byPlace.clear();
        firsts.clear();
    }

    /** The cone search that selected an observation first. */
    public synchronized Optional<ConeKey> owner(String observation) {
        return Optional.ofNullable(owners.get(observation));
    }
}
