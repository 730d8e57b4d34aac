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
import java.util.stream.Collectors;

/** Chooses the search for images or spectra of a catalogue: where the request demands one, or in place of a cone search. */
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
                "the registry names no search for " + kinds() + " for " + QuotedText.of(catalogue) + ", and " + reason);
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
                noCone.saying(noCone.detail() + ", and no search for " + kinds()));
    }

    private Uni<ServiceChoice.Chosen> found(String catalogue, String reason, Problem none) {
        return services.find(catalogue, wanted(), run.context()).map(found -> {
            if (found.isEmpty()) {
                throw none;
            }
            DataServices.Found first = found.get(0);
            String others = found.stream()
                    .skip(1)
                    .map(other -> "; it has a search for " + kind(other.protocol()) + " too")
                    .collect(Collectors.joining());
            return new ServiceChoice.Chosen(
                    new CatalogueService(first.service(), null, via(first.protocol())),
                    reason + (first.isShared() ? "; it has data of other catalogues too" : "") + others);
        });
    }

    private List<DataProtocol> wanted() {
        return switch (run.request().via()) {
            case SIA -> List.of(DataProtocol.SIA2);
            case SSA -> List.of(DataProtocol.SSA);
            default -> List.of(DataProtocol.SIA2, DataProtocol.SSA);
        };
    }

    private String kinds() {
        return wanted().stream().map(DataChoice::kind).collect(Collectors.joining(" or "));
    }

    private static String kind(DataProtocol protocol) {
        return switch (protocol) {
            case SIA2 -> "images (SIA 2)";
            case SSA -> "spectra (SSA)";
        };
    }

    private static Via via(DataProtocol protocol) {
        return switch (protocol) {
            case SIA2 -> Via.SIA;
            case SSA -> Via.SSA;
        };
    }
}
