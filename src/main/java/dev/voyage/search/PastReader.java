package dev.voyage.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.datalink.Linked;
import dev.voyage.datalink.Reason;
import dev.voyage.datalink.Rule;
import dev.voyage.http.Urls;
import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.registry.ConeService;
import dev.voyage.search.KnownFile.State;
import dev.voyage.sky.SkyPosition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds the stored events of a search, page by page, into what a later life of it must know. */
final class PastReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS = new TypeReference<>() {};
    private static final int PAGE = 500;

    private static final Set<String> TELL_NOTHING =
            Set.of("search.accepted", "file.started", "upstream.throttled", "upstream.degraded", "search.completed");

    private final Past past = new Past();
    private final Map<String, KnownFile> open = new HashMap<>();
    private final Map<Origin, Origin> origins = new HashMap<>();

    private boolean isOfSeveralCatalogues;

    private PastReader() {}

    /** Every event that is stored now; fails with {@code STORAGE}. */
    static Uni<Past> of(Journal journal, String search) {
        return Uni.createFrom().deferred(() -> {
            var reader = new PastReader();
            return Multi.createBy()
                    .repeating()
                    .uni(() -> new long[1], last -> journal.page(search, last[0], PAGE)
                            .invoke(page -> reader.take(page, last)))
                    .until(List::isEmpty)
                    .onItem()
                    .ignoreAsUni()
                    .map(done -> reader.past);
        });
    }

    private void take(List<Entry> page, long[] last) {
        for (Entry entry : page) {
            if (!TELL_NOTHING.contains(entry.type())) {
                take(entry.type(), json(entry));
            }
            last[0] = entry.seq();
        }
    }

    private static JsonNode json(Entry entry) {
        try {
            return JSON.readTree(entry.text());
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store has what we did not write", notOurs);
        }
    }

    private void take(String type, JsonNode event) {
        switch (type) {
            case "target.resolved" ->
                past.positions.put(
                        origin(event).target(),
                        new SkyPosition(
                                event.path("raDeg").doubleValue(),
                                event.path("decDeg").doubleValue()));
            case "target.failed" -> {
                past.failedTargets.add(origin(event).target());
                partFailed(event);
            }
            case "service.found" -> {
                past.services.put(origin(event).catalogue(), service(event));
                isOfSeveralCatalogues |= origin(event).catalogue() != null;
            }
            case "service.failed" -> {
                past.failedServices.add(origin(event).catalogue());
                partFailed(event);
            }
            case "observation.found" -> observation(event);
            case "catalogue.searched" -> searched(event);
            case "catalogue.failed" -> cone(event).failed(partFailed(event));
            case "observation.linked" -> known(event).linked(directories(event));
            case "observation.unavailable" -> unavailable(event);
            case "observation.failed" -> ended(event, true);
            case "observation.completed" -> ended(event, event.path("failed").longValue() > 0);
            case "directory.listed" -> known(event).listed(event.path("url").textValue());
            case "file.found" -> file(event);
            case "file.completed" -> {
                past.bytesHere += event.path("bytes").longValue();
                fileEnded(event, State.HERE, event.path("bytes").longValue());
            }
            case "file.skipped" -> skipped(event);
            case "file.failed" -> {
                if (!event.path("willRetry").booleanValue()) {
                    fileEnded(event, State.FAILED, 0);
                }
            }
            case "plan.ready" -> past.planned = true;
            default -> {} // nothing to be remembered
        }
    }

    private static ConeService service(JsonNode event) {
        return new ConeService(
                event.path("ivoid").textValue(),
                event.path("title").textValue(),
                URI.create(event.path("accessUrl").textValue()),
                event.path("registry").textValue(),
                true,
                Duration.ZERO);
    }

    private Origin origin(JsonNode event) {
        var found = new Origin(
                event.path("target").textValue(), event.path("catalogue").textValue());
        return origins.computeIfAbsent(found, first -> first); // one for all its rows
    }

    private KnownCone cone(JsonNode event) {
        return past.cones.computeIfAbsent(origin(event), origin -> new KnownCone());
    }

    private Map<String, Object> partFailed(JsonNode event) {
        Map<String, Object> problem = JSON.convertValue(event.path("problem"), MEMBERS);
        past.failure = past.failure == null ? problem : past.failure;
        past.incomplete = true;
        return problem;
    }

    private void observation(JsonNode event) {
        String id = event.path("observation").textValue();
        boolean selected = event.path("selected").booleanValue();
        boolean repeated = event.path("repeated").booleanValue();
        cone(event).row(id, selected, repeated);
        if (selected && !repeated) {
            past.selected.put(id, new KnownObservation(id, origin(event)));
        }
    }

    private void searched(JsonNode event) {
        cone(event).searched();
        past.incomplete |=
                event.path("overflow").booleanValue() || event.path("refused").longValue() > 0;
    }

    private KnownObservation known(JsonNode event) {
        return past.selected.get(event.path("observation").textValue());
    }

    private static List<Linked.Directory> directories(JsonNode event) {
        var directories = new ArrayList<Linked.Directory>();
        for (JsonNode link : event.path("directories")) {
            directories.add(new Linked.Directory(
                    Urls.parse(link.path("url").textValue()),
                    rule(link.path("rule").textValue()),
                    link.path("bytes").isNumber() ? link.path("bytes").longValue() : null,
                    link.path("cloudAccess").textValue()));
        }
        return directories;
    }

    private static Rule rule(String word) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElse(Rule.CONTENT_TYPE);
    }

    private void unavailable(JsonNode event) {
        String reason = event.path("reason").textValue();
        boolean fault = reason.equals(Reason.FAULT.word());
        past.incomplete |= fault;
        past.notUnderstood |= reason.equals(Reason.NO_LINK.word());
        known(event).ended(fault ? KnownObservation.State.FAILED : KnownObservation.State.ENDED);
    }

    private void ended(JsonNode event, boolean failed) {
        KnownObservation observation = known(event);
        observation.files().forEach(file -> open.remove(file.path()));
        observation.ended(failed ? KnownObservation.State.FAILED : KnownObservation.State.ENDED);
    }

    private void file(JsonNode event) {
        var file = new KnownFile(
                event.path("file").textValue(), Urls.parse(event.path("url").textValue()));
        past.paths.add(file.path());
        open.put(file.path(), file);
        known(event).found(file);
    }

    private void skipped(JsonNode event) {
        boolean here = event.path("reason").textValue().equals("unchanged");
        past.bytesHere += here ? event.path("bytes").longValue() : 0;
        fileEnded(event, here ? State.HERE : State.LEFT_OUT, 0);
    }

    private void fileEnded(JsonNode event, State state, long bytes) {
        past.filesEnded += state == State.LEFT_OUT ? 0 : 1;
        KnownFile file = open.remove(event.path("file").textValue());
        file.became(state, bytes);
        if (isOfSeveralCatalogues && state != State.LEFT_OUT) {
            past.dealtWith.add(file.url());
        }
    }
}
