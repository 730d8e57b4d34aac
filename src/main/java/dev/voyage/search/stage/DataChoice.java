package dev.voyage.search.stage;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.DataProtocol;
import dev.voyage.registry.DataServices;
import dev.voyage.search.request.Via;
import dev.voyage.search.run.SearchRun;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Chooses the search for images of a catalogue: where the request demands one, or in place of a cone search. */
final class DataChoice {

    private final DataServices services;
    private final SearchRun run;

    DataChoice(DataServices services, SearchRun run) {
        this.services = services;
        this.run = run;
    }

    /** Whether the request can be answered by such a search only. */
    boolean isDemanded() {
        return run.request().via().limitsRanges() || !run.request().ranges().isNone();
    }

    /** The service; fails with {@code UNKNOWN_CATALOGUE} if there is none. */
    Uni<ServiceChoice.Chosen> demanded(String catalogue) {
        boolean isNamed = run.request().via() != Via.AUTO;
        String reason = isNamed
                ? "the request demands " + run.request().via().word()
                : "the request limits " + run.request().ranges().firstName();
        Problem none = Problem.of(
                ProblemType.UNKNOWN_CATALOGUE,
                "the registry names no search for images (SIA 2) for " + QuotedText.of(catalogue) + ", and " + reason);
        return found(catalogue, reason, none);
    }

    /**
     * The service of a catalogue without a cone search.
     *
     * @param noCone the failure if there is none
     */
    Uni<ServiceChoice.Chosen> inPlace(String catalogue, Problem noCone) {
        return found(
                catalogue,
                "the registry names no cone search, but this",
                noCone.saying(noCone.detail() + ", and no search for images (SIA 2)"));
    }

    private Uni<ServiceChoice.Chosen> found(String catalogue, String reason, Problem none) {
        return services.find(catalogue, wanted(), run.context())
                .map(found -> found.orElseThrow(() -> none))
                .map(found -> new ServiceChoice.Chosen(
                        new CatalogueService(found.service(), null, via(found.protocol())),
                        found.isShared() ? reason + "; it has data of other catalogues too" : reason));
    }

    private List<DataProtocol> wanted() {
        return List.of(DataProtocol.SIA2);
    }

    private static Via via(DataProtocol protocol) {
        return switch (protocol) {
            case SIA2 -> Via.SIA;
        };
    }
}
