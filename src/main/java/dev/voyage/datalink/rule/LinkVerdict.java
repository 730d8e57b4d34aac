package dev.voyage.datalink.rule;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result for an observation from its row and all links that could be retrieved.
 *
 * <p>Without a directory or a file to fetch the reasons are checked in this order: a status of not observed; an
 * authorization fault, or a directory without permission; another fault; a public date in the future; no links at all,
 * which is not-observed when it has neither time nor exposure, and proprietary otherwise; an address that cannot be
 * used; links without a wanted directory or file.
 */
public final class LinkVerdict {

    private static final int MOST_KINDS = 6;

    private final Clock clock;
    private final LinkChoice choice;

    public LinkVerdict(Clock clock, LinkChoice choice) {
        this.clock = clock;
        this.choice = choice;
    }

    /** The wanted files. */
    public LinkChoice choice() {
        return choice;
    }

    public LinkResult on(LinkedRow asked, LinkSet all) {
        List<Link> links = all.links();
        DirectoryLinks directories = DirectoryLinks.among(links);
        FileLinks files = FileLinks.among(links, choice);
        List<LinkResult.Other> others = files.marked(directories.others());
        if (!directories.isEmpty() || !files.isEmpty()) {
            return new LinkResult.Found(
                    asked.observation(), directories.kept(), others, gaps(all, directories.isEmpty(), files));
        }
        return without(asked, links, directories, files, others);
    }

    /** Wanted links that were not available in a usable form. */
    private List<String> gaps(LinkSet all, boolean filesAlone, FileLinks files) {
        List<String> gaps = new ArrayList<>(all.gaps());
        gaps.addAll(files.unusable());
        for (Link link : all.links()) {
            boolean wanted = link.semantics().isBlank() || choice.wants(link.semantics());
            if (link instanceof Link.Broken broken && wanted) {
                gaps.add(broken.sentence());
            } else if (filesAlone && wanted && link instanceof Link.Fault fault && !fault.isAuthorisation()) {
                gaps.add("of one of its links the archive says " + QuotedText.of(fault.message()));
            }
        }
        return gaps;
    }

    private LinkResult without(
            LinkedRow asked,
            List<Link> links,
            DirectoryLinks directories,
            FileLinks files,
            List<LinkResult.Other> others) {
        Optional<LocalDate> date = PublicDate.of(asked.row());
        Optional<LocalDate> future = date.filter(d -> d.isAfter(LocalDate.now(clock.withZone(ZoneOffset.UTC))));
        Optional<String> planned = ObservationStatus.notObservedByStatus(asked.row());
        if (planned.isPresent()) {
            return unavailable(asked, others, UnavailableReason.NOT_OBSERVED, date, "not observed: " + planned.get());
        }
        Optional<Link.Fault> refused =
                faults(links).filter(Link.Fault::isAuthorisation).findFirst();
        if (refused.isPresent()) {
            return unavailable(
                    asked,
                    others,
                    UnavailableReason.PROPRIETARY,
                    date,
                    "no public data: the archive says "
                            + QuotedText.of(refused.get().message()));
        }
        List<String> locked = directories.locked().isEmpty() ? files.locked() : directories.locked();
        if (!locked.isEmpty()) {
            return unavailable(
                    asked,
                    others,
                    UnavailableReason.PROPRIETARY,
                    date,
                    "no public data: " + QuotedText.of(locked.get(0)) + " is encrypted or requires authorization");
        }
        Optional<Link.Fault> fault =
                faults(links).filter(f -> f.isNamed() || future.isEmpty()).findFirst();
        if (fault.isPresent()) {
            return unavailable(
                    asked,
                    others,
                    UnavailableReason.FAULT,
                    date,
                    "the archive says " + QuotedText.of(fault.get().message()));
        }
        if (future.isPresent()) {
            return unavailable(
                    asked,
                    others,
                    UnavailableReason.PROPRIETARY,
                    date,
                    "no public data yet: public on " + future.get());
        }
        if (!files.unusable().isEmpty()) {
            return new LinkResult.Failed(
                    asked.observation(),
                    Problem.of(ProblemType.MALFORMED, files.unusable().get(0)));
        }
        return links.isEmpty() ? onNothing(asked, date) : onNothingWanted(asked, links, others, date);
    }

    private static LinkResult onNothing(LinkedRow asked, Optional<LocalDate> date) {
        Optional<String> planned = ObservationStatus.notObservedByNumbers(asked.row());
        return planned.isPresent()
                ? unavailable(asked, List.of(), UnavailableReason.NOT_OBSERVED, date, "not observed: " + planned.get())
                : unavailable(
                        asked,
                        List.of(),
                        UnavailableReason.PROPRIETARY,
                        date,
                        "no public data: the archive has no links for it"
                                + date.map(d -> ", though it should be public since " + d)
                                        .orElse(""));
    }

    private LinkResult onNothingWanted(
            LinkedRow asked, List<Link> links, List<LinkResult.Other> others, Optional<LocalDate> date) {
        List<String> broken = links.stream()
                .filter(Link.Broken.class::isInstance)
                .map(link -> ((Link.Broken) link).sentence())
                .toList();
        String detail = broken.size() == links.size()
                ? broken.get(0)
                : "none of its links is a directory or a selected file (links="
                        + String.join(",", choice.words()) + "): it has " + kinds(others)
                        + firstAddress(links)
                        + (broken.isEmpty() ? "" : "; and " + broken.get(0));
        return unavailable(asked, others, UnavailableReason.NO_LINK, date, detail);
    }

    /** The links counted by kind. */
    private static String kinds(List<LinkResult.Other> others) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (LinkResult.Other other : others) {
            String term = LinkTerms.of(other.semantics());
            String what = other.url().startsWith("#")
                    ? "service "
                    : MediaType.isDatalink(other.contentType()) ? "document of links " : "";
            counts.merge(what + (term.isEmpty() ? "without semantics" : QuotedText.of(term)), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                        .limit(MOST_KINDS)
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "))
                + (counts.size() > MOST_KINDS ? " and others" : "");
    }

    private static String firstAddress(List<Link> links) {
        return links.stream()
                .filter(Link.Address.class::isInstance)
                .map(Link.Address.class::cast)
                .findFirst()
                .map(a -> "; the first is " + QuotedText.of(a.url()) + " of type " + QuotedText.of(a.contentType()))
                .orElse("");
    }

    private static Stream<Link.Fault> faults(List<Link> links) {
        return links.stream().filter(Link.Fault.class::isInstance).map(Link.Fault.class::cast);
    }

    private static LinkResult unavailable(
            LinkedRow asked,
            List<LinkResult.Other> others,
            UnavailableReason reason,
            Optional<LocalDate> date,
            String detail) {
        return new LinkResult.Unavailable(asked.observation(), reason, date.orElse(null), detail, others);
    }
}
