package dev.voyage.search.resume;

import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.datalink.rule.UnavailableReason;
import dev.voyage.download.source.SizeProbe;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.EventVisitor;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.registry.ConeService;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.Via;
import dev.voyage.search.resume.RecoveredFile.State;
import dev.voyage.sky.SkyCoverage;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds the stored events of a search, page by page, into the state that a later run needs. */
public final class JournalReplay implements EventVisitor<RecoveredState> {

    private static final int PAGE = 500;

    /** Types of which nothing is remembered, and which may be frequent: they are not even decoded. */
    private static final Set<String> SAY_NOTHING = Set.of(
            EventType.SEARCH_ACCEPTED.word(), EventType.FILE_STARTED.word(), EventType.UPSTREAM_THROTTLED.word());

    private final RecoveredState past = new RecoveredState();
    private final Map<String, RecoveredFile> open = new HashMap<>();
    private final Map<ConeKey, ConeKey> origins = new HashMap<>();
    private final ReportedRows rows = new ReportedRows();

    private boolean isOfSeveralCatalogues;

    private JournalReplay() {}

    /** Every event that is stored now; fails with {@code STORAGE}. */
    public static Uni<RecoveredState> of(Journal journal, String search) {
        return Uni.createFrom().deferred(() -> {
            var reader = new JournalReplay();
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

    private void take(List<JournalEntry> page, long[] last) {
        for (JournalEntry entry : page) {
            if (!SAY_NOTHING.contains(entry.type())) {
                EventCodec.read(entry).ifPresent(event -> event.accept(this));
            }
            last[0] = entry.seq();
        }
    }

    @Override
    public RecoveredState accepted(SearchEvent.Accepted event) {
        return past;
    }

    @Override
    public RecoveredState resolved(SearchEvent.TargetResolved event) {
        past.positions.put(event.target(), new SkyPosition(event.raDeg(), event.decDeg()));
        return past;
    }

    @Override
    public RecoveredState failed(SearchEvent.TargetFailed event) {
        past.failedTargets.add(event.target());
        return partFailed(event.problem());
    }

    @Override
    public RecoveredState found(SearchEvent.ServiceFound event) {
        past.services.put(
                event.catalogue(),
                new ConeService(
                        event.ivoid(),
                        event.title(),
                        URI.create(event.accessUrl()),
                        event.registry(),
                        true,
                        Duration.ZERO,
                        event.version(),
                        event.table(),
                        null,
                        event.coverage() == null
                                ? null
                                : SkyCoverage.of(event.coverage()).orElse(null)));
        past.protocols.put(event.catalogue(), event.via() == null ? Via.CONE : Via.of(event.via()));
        if (event.tap() != null) {
            past.taps.put(event.catalogue(), event.tap());
        }
        isOfSeveralCatalogues |= event.catalogue() != null;
        return past;
    }

    @Override
    public RecoveredState failed(SearchEvent.ServiceFailed event) {
        past.failedServices.add(event.catalogue());
        return partFailed(event.problem());
    }

    @Override
    public RecoveredState searched(SearchEvent.CatalogueSearched event) {
        cone(origin(event.target(), event.catalogue())).searched();
        boolean hasTables = event.tables() != null && event.tables() > 0;
        past.incomplete |= event.overflow() || event.refused() > 0 || hasTables;
        return past;
    }

    @Override
    public RecoveredState skipped(SearchEvent.CatalogueSkipped event) {
        cone(origin(event.target(), event.catalogue())).searched(); // it has no rows
        return past;
    }

    @Override
    public RecoveredState failed(SearchEvent.CatalogueFailed event) {
        cone(origin(event.target(), event.catalogue())).failed(event.problem());
        return partFailed(event.problem());
    }

    @Override
    public RecoveredState ready(SearchEvent.PlanReady event) {
        past.planned = true;
        return past;
    }

    @Override
    public RecoveredState progress(SearchEvent.SearchProgress event) {
        return past;
    }

    @Override
    public RecoveredState throttled(SearchEvent.UpstreamThrottled event) {
        return past;
    }

    @Override
    public RecoveredState degraded(SearchEvent.UpstreamDegraded event) {
        past.incomplete |= event.incomplete() != null && event.incomplete();
        return past;
    }

    @Override
    public RecoveredState ended(SearchEvent.Ended event) {
        return past;
    }

    private ConeKey origin(String target, String catalogue) {
        return origins.computeIfAbsent(new ConeKey(target, catalogue), first -> first); // one instance for all its rows
    }

    private RecoveredCone cone(ConeKey of) {
        return past.cones.computeIfAbsent(of, origin -> new RecoveredCone());
    }

    private RecoveredState partFailed(Map<String, Object> problem) {
        past.failure = past.failure == null ? problem : past.failure;
        past.incomplete = true;
        return past;
    }

    @Override
    public RecoveredState found(ObservationEvent.Found event) {
        String id = event.observation();
        ConeKey origin = origin(event.target(), event.catalogue());
        RowIdentity identity = rows.identity(event);
        RecoveredCone cone = cone(origin);
        cone.row(identity.content(), event.selected(), event.via() == null ? Via.CONE : Via.of(event.via()));
        cone.counts().add(event, ObservationNames.isShared(origin, id));
        if (!event.repeatsAnother()) {
            past.rows.add(new KnownRow(id, origin.catalogue(), identity));
        }
        if (event.selected() && !event.repeatsAnother()) {
            past.selected.put(id, new RecoveredObservation(id, origin, identity.content()));
        }
        return past;
    }

    private RecoveredObservation known(ObservationEvent event) {
        return past.selected.get(event.observation());
    }

    @Override
    public RecoveredState linked(ObservationEvent.Linked event) {
        known(event).linked(LinkReplay.directories(event), LinkReplay.files(event));
        return past;
    }

    @Override
    public RecoveredState unavailable(ObservationEvent.Unavailable event) {
        boolean isFault = event.reason().equals(UnavailableReason.FAULT.word());
        past.incomplete |= isFault;
        past.notUnderstood |= event.reason().equals(UnavailableReason.NO_LINK.word());
        known(event).ended(isFault ? RecoveredObservation.State.FAILED : RecoveredObservation.State.ENDED);
        return past;
    }

    @Override
    public RecoveredState failed(ObservationEvent.Failed event) {
        return ended(event, true);
    }

    @Override
    public RecoveredState listed(ObservationEvent.Listed event) {
        known(event).listed(event.url(), event.lost());
        return past;
    }

    @Override
    public RecoveredState completed(ObservationEvent.Completed event) {
        boolean hasRefused = event.refused() != null && event.refused() > 0;
        return ended(event, event.failed() > 0 || hasRefused);
    }

    private RecoveredState ended(ObservationEvent event, boolean isFailed) {
        RecoveredObservation observation = known(event);
        observation.files().forEach(file -> open.remove(file.path()));
        observation.ended(isFailed ? RecoveredObservation.State.FAILED : RecoveredObservation.State.ENDED);
        return past;
    }

    @Override
    public RecoveredState found(FileEvent.Found event) {
        var file = new RecoveredFile(event.file(), Urls.parse(event.url()));
        past.paths.put(file.path(), event.observation());
        open.put(file.path(), file);
        past.selected.get(event.observation()).found(file);
        return past;
    }

    @Override
    public RecoveredState measured(FileEvent.Measured event) {
        open.remove(event.file()).became(new SizeProbe(event.source(), event.bytes(), event.here()));
        return past;
    }

    @Override
    public RecoveredState started(FileEvent.Started event) {
        return past;
    }

    @Override
    public RecoveredState progress(FileEvent.Progress event) {
        return past;
    }

    @Override
    public RecoveredState completed(FileEvent.Completed event) {
        past.bytesHere += event.bytes();
        return fileEnded(event.file(), State.HERE, event.bytes());
    }

    @Override
    public RecoveredState skipped(FileEvent.Skipped event) {
        State state =
                switch (event.reason()) {
                    case FileEvent.Skipped.UNCHANGED -> State.HERE;
                    case FileEvent.Skipped.EXCLUDED -> State.EXCLUDED;
                    case FileEvent.Skipped.DIRECTORY -> State.DIRECTORY;
                    default -> State.DUPLICATE;
                };
        past.bytesHere += state == State.HERE && event.bytes() != null ? event.bytes() : 0;
        return fileEnded(event.file(), state, 0);
    }

    @Override
    public RecoveredState failed(FileEvent.Failed event) {
        return event.willRetry() ? past : fileEnded(event.file(), State.FAILED, 0);
    }

    private RecoveredState fileEnded(String path, State state, long bytes) {
        past.filesEnded += state == State.EXCLUDED ? 0 : 1;
        RecoveredFile file = open.remove(path);
        file.became(state, bytes);
        if (isOfSeveralCatalogues && file.isDealtWith()) {
            past.dealtWith.add(file.url());
        }
        return past;
    }
}
