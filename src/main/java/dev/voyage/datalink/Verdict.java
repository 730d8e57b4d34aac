package dev.voyage.datalink;

import dev.voyage.problem.Quoted;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an observation's links, all that could be had, and its row amount to.
 *
 * <p>Without a directory the reasons are looked at in this order: its status says that it was not
 * observed; an authorisation fault, or a directory that is not for us; another fault; a public date
 * in the future; no links at all, which is not-observed when it has neither time nor exposure, and
 * proprietary otherwise; links of which none is a directory.
 */
final class Verdict {

    private final Clock clock;

    Verdict(Clock clock) {
        this.clock = clock;
    }

    Linked on(Asked asked, List<Link> links) {
        Directories directories = Directories.among(links);
        if (!directories.isEmpty()) {
            return new Linked.Found(asked.observation(), directories.kept(), directories.others());
        }
        Optional<LocalDate> date = PublicDate.of(asked.row());
        Optional<LocalDate> future = date.filter(d -> d.isAfter(LocalDate.now(clock.withZone(ZoneOffset.UTC))));
        Optional<String> planned = Schedule.notObservedByStatus(asked.row());
        if (planned.isPresent()) {
            return unavailable(asked, Reason.NOT_OBSERVED, date, "not observed: " + planned.get());
        }
        Optional<Link.Fault> refused =
                faults(links).filter(Link.Fault::isAuthorisation).findFirst();
        if (refused.isPresent()) {
            return unavailable(
                    asked,
                    Reason.PROPRIETARY,
                    date,
                    "no public data: the archive says "
                            + Quoted.of(refused.get().message()));
        }
        if (!directories.locked().isEmpty()) {
            return unavailable(
                    asked,
                    Reason.PROPRIETARY,
                    date,
                    "no public data: "
                            + Quoted.of(directories.locked().get(0))
                            + " is encrypted or only for those who may");
        }
        Optional<Link.Fault> fault =
                faults(links).filter(f -> f.isNamed() || future.isEmpty()).findFirst();
        if (fault.isPresent()) {
            return unavailable(
                    asked,
                    Reason.FAULT,
                    date,
                    "the archive says " + Quoted.of(fault.get().message()));
        }
        if (future.isPresent()) {
            return unavailable(asked, Reason.PROPRIETARY, date, "no public data yet: public on " + future.get());
        }
        return links.isEmpty() ? onNothing(asked, date) : onNoDirectory(asked, links, date);
    }

    private static Linked onNothing(Asked asked, Optional<LocalDate> date) {
        Optional<String> planned = Schedule.notObservedByNumbers(asked.row());
        return planned.isPresent()
                ? unavailable(asked, Reason.NOT_OBSERVED, date, "not observed: " + planned.get())
                : unavailable(
                        asked,
                        Reason.PROPRIETARY,
                        date,
                        "no public data: the archive has no links for it"
                                + date.map(d -> ", though it should be public since " + d)
                                        .orElse(""));
    }

    private static Linked onNoDirectory(Asked asked, List<Link> links, Optional<LocalDate> date) {
        List<String> broken = links.stream()
                .filter(Link.Broken.class::isInstance)
                .map(link -> ((Link.Broken) link).sentence())
                .toList();
        String detail = broken.size() == links.size()
                ? broken.get(0)
                : (links.size() == 1
                                ? "its only link is no directory"
                                : "none of its " + links.size() + " links is a directory")
                        + firstAddress(links)
                        + (broken.isEmpty() ? "" : "; and " + broken.get(0));
        return unavailable(asked, Reason.NO_LINK, date, detail);
    }

    private static String firstAddress(List<Link> links) {
        return links.stream()
                .filter(Link.Address.class::isInstance)
                .map(Link.Address.class::cast)
                .findFirst()
                .map(a -> ", as " + Quoted.of(a.url()) + " of type " + Quoted.of(a.contentType()))
                .orElse("");
    }

    private static Stream<Link.Fault> faults(List<Link> links) {
        return links.stream().filter(Link.Fault.class::isInstance).map(Link.Fault.class::cast);
    }

    private static Linked unavailable(Asked asked, Reason reason, Optional<LocalDate> date, String detail) {
        return new Linked.Unavailable(asked.observation(), reason, date.orElse(null), detail);
    }
}
