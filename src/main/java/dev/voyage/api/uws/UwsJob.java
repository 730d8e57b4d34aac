package dev.voyage.api.uws;

import dev.voyage.auth.Caller;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.SearchRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A job in UWS form: a search, or a pending job.
 *
 * @param owner the name of its creator; null if unknown
 * @param destruction the time of its removal; null: never
 * @param parameters name to values, in query form
 * @param error why it failed, or null
 * @param queuePosition position in the queue, from 1; null unless QUEUED here
 */
record UwsJob(
        String id,
        String owner,
        Phase phase,
        Instant created,
        Instant started,
        Instant ended,
        Instant destruction,
        Map<String, List<String>> parameters,
        Map<String, Object> error,
        Integer queuePosition) {

    static UwsJob of(SearchRecord search, OptionalInt placeInLine) {
        return new UwsJob(
                search.id(),
                Caller.nameOf(search.client()).orElse(null),
                search.phase(),
                search.created(),
                search.started(),
                search.ended(),
                null,
                flat(search.request()),
                search.problem(),
                placeInLine.isPresent() ? placeInLine.getAsInt() : null);
    }

    static UwsJob of(UwsPendingJobs.Draft draft) {
        return new UwsJob(
                draft.id(),
                Caller.nameOf(draft.client()).orElse(null),
                draft.state() == UwsPendingJobs.State.ABORTED ? Phase.ABORTED : Phase.PENDING,
                draft.created(),
                null,
                null,
                draft.destruction(),
                draft.parameters().values(),
                null,
                null);
    }

    /** The parameters that would create this request. */
    private static Map<String, List<String>> flat(Map<String, Object> request) {
        var flat = new LinkedHashMap<String, List<String>>();
        request.forEach((name, value) -> {
            if (name.equals("targets")) {
                flat.put(
                        "target", ((List<?>) value).stream().map(UwsJob::target).toList());
            } else if (name.equals("catalogues")) {
                flat.put("catalogue", texts(value));
            } else if (value instanceof Map<?, ?> members) {
                members.forEach((member, inner) -> flat.put(
                        switch (member.toString()) {
                            case "raDeg" -> "ra";
                            case "decDeg" -> "dec";
                            default -> member.toString();
                        },
                        texts(inner)));
            } else {
                flat.put(name.equals("radiusDeg") ? "radius" : name, texts(value));
            }
        });
        return flat;
    }

    /** If there is a position, the position alone creates the same search. */
    private static String target(Object target) {
        return target instanceof Map<?, ?> place ? place.get("raDeg") + " " + place.get("decDeg") : target.toString();
    }

    private static List<String> texts(Object value) {
        var texts = new ArrayList<String>();
        if (value instanceof List<?> several) {
            several.forEach(one -> texts.add(one.toString()));
        } else {
            texts.add(value.toString());
        }
        return texts;
    }

    /** Whether WAIT waits in this phase (UWS 1.1, section 2.2.1.1). */
    boolean isActive() {
        return phase == Phase.PENDING || phase == Phase.QUEUED || phase == Phase.EXECUTING;
    }
}
