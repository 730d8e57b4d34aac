package dev.voyage.datalink;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.votable.Row;
import dev.voyage.votable.VotableEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One {links} answer being read. The rows of an id stand together (DataLink 1.1, 2.1), so it is
 * ready when another id's begin; but only with a directory among its links, since services put
 * fault rows behind everything else. What is not ready by then is told at the end.
 */
final class Answering {

    private static final int MOST_HELD = 100_000;

    /** The links of one id. */
    record Group(String id, List<Link> links) {

        /** Nothing to download, and worth asking again in a while. */
        boolean isTransient() {
            return Directories.among(links).isEmpty()
                    && links.stream().anyMatch(l -> l instanceof Link.Fault f && f.isTransient());
        }

        /** Its first fault, in the service's words. */
        String message() {
            return links.stream()
                    .filter(Link.Fault.class::isInstance)
                    .map(link -> ((Link.Fault) link).message())
                    .findFirst()
                    .orElse("");
        }
    }

    private final Set<String> asked;
    private final Echo echo;
    private final boolean nested;
    private final Map<String, List<Link>> held = new LinkedHashMap<>();
    private final Map<String, List<Link>> foreign = new LinkedHashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private URI document; // null until it is known
    private LinkColumns columns;
    private String current = "";
    private int heldRows;
    private boolean overflow;
    private int strangers;
    private String firstStranger;
    private int late;
    private int refusedRows;
    private Problem firstRefusal;

    private Answering(List<String> asked, boolean nested) {
        this.asked = new LinkedHashSet<>(asked);
        this.echo = new Echo(asked);
        this.nested = nested;
    }

    /**
     * The answer to a question about these.
     *
     * @param asked distinct, in the order of the request
     */
    static Answering about(List<String> asked) {
        return new Answering(asked, false);
    }

    /** A document that a link of this observation led to: all in it is the observation's. */
    static Answering behind(String observation) {
        return new Answering(List.of(observation), true);
    }

    /** The answer comes from there. */
    Answering from(URI uri) {
        document = uri;
        return this;
    }

    /** The id whose links are known to be all there now, if any. */
    Optional<Group> take(VotableEvent event) {
        if (event instanceof VotableEvent.TableStart start) {
            begin(new LinkColumns(start.columns(), document));
        } else if (event instanceof VotableEvent.RowRead read) {
            return row(read.row());
        } else if (event instanceof VotableEvent.RowRefused refused) {
            refusedRows++;
            firstRefusal = firstRefusal == null ? refused.problem() : firstRefusal;
        } else if (event instanceof VotableEvent.Overflow) {
            overflow = true;
        }
        return Optional.empty();
    }

    /**
     * The document has ended. To a question about one id, rows of one other are its answer: the
     * service has its own way to write it. Rows of several are not.
     */
    void end() {
        if (answered() == 0 && foreign.size() == 1) {
            held.put(asked.iterator().next(), foreign.values().iterator().next());
            strangers = 0;
        }
    }

    /** What was not told before. */
    List<Group> rest() {
        return held.entrySet().stream()
                .map(e -> new Group(e.getKey(), e.getValue()))
                .toList();
    }

    List<Link> linksOf(String id) {
        return held.getOrDefault(id, List.of());
    }

    /** Asked for, and not told yet: what is left to do when the answer broke off. */
    List<String> untold() {
        return asked.stream().filter(id -> !told.contains(id)).toList();
    }

    /** Asked for, and without a row. */
    List<String> absent() {
        return asked.stream()
                .filter(id -> !told.contains(id) && !held.containsKey(id))
                .toList();
    }

    /** How many ids have rows. */
    int answered() {
        return told.size() + held.size();
    }

    boolean isOverflow() {
        return overflow;
    }

    /** Rows, and none about anything asked for: its ids cannot be understood. */
    boolean isStrange() {
        return strangers > 0 && answered() == 0;
    }

    /** Why the first of the rows that cannot be read was left out. */
    Optional<Problem> refusal() {
        return Optional.ofNullable(firstRefusal);
    }

    /** What is wrong with the document, as sentences. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (strangers > 0) {
            complaints.add(strangers
                    + " rows of links are about what was not asked for, the first about "
                    + Quoted.of(firstStranger));
        }
        if (late > 0) {
            complaints.add(late + " rows of links do not stand with the others of their id");
        }
        if (refusedRows > 0) {
            complaints.add(refusedRows + " rows of links cannot be read: " + firstRefusal.detail());
        }
        held.values().stream()
                .flatMap(List::stream)
                .filter(Link.Broken.class::isInstance)
                .findFirst()
                .ifPresent(broken -> complaints.add(((Link.Broken) broken).sentence()));
        return complaints;
    }

    private void begin(LinkColumns found) {
        if (!found.areLinks() || (asked.size() > 1 && !found.haveIds())) {
            throw Problem.of(Kind.MALFORMED, "the answer is a table without the columns of links");
        }
        columns = found;
    }

    private Optional<Group> row(Row row) {
        if (++heldRows > MOST_HELD) {
            throw Problem.of(Kind.TOO_LARGE, "more than " + MOST_HELD + " links in one answer");
        }
        String written = columns.idOf(row).orElse("");
        Optional<String> id = nested ? asked.stream().findFirst() : echo.meaning(written);
        if (id.isEmpty()) {
            stranger(written, columns.linkOf(row));
            return Optional.empty();
        }
        if (told.contains(id.get())) {
            late++;
            return Optional.empty();
        }
        Optional<Group> ready = current.equals(id.get()) ? Optional.empty() : readyNow();
        current = id.get();
        held.computeIfAbsent(current, first -> new ArrayList<>()).add(columns.linkOf(row));
        return ready;
    }

    private void stranger(String written, Link link) {
        strangers++;
        firstStranger = firstStranger == null ? written : firstStranger;
        if (asked.size() == 1) {
            foreign.computeIfAbsent(written, first -> new ArrayList<>()).add(link);
        }
    }

    private Optional<Group> readyNow() {
        List<Link> links = held.get(current);
        if (nested || links == null || Directories.among(links).isEmpty()) {
            return Optional.empty();
        }
        held.remove(current);
        heldRows -= links.size();
        told.add(current);
        return Optional.of(new Group(current, links));
    }
}
