package dev.voyage.datalink.document;

import dev.voyage.datalink.rule.DirectoryLinks;
import dev.voyage.datalink.rule.Link;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableVisitor;
import dev.voyage.votable.rows.UnreadableCells;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one {links} answer; as a visitor it returns the id with a complete set of links, if any. The rows of an id are
 * consecutive (DataLink 1.1, 2.1), so an id is complete when the rows of another begin; but only with a directory among
 * its links, since services put fault rows behind everything else. All other ids are emitted at the end.
 */
public final class LinksResponseReader implements VotableVisitor<Optional<LinkGroup>> {

    private static final int MOST_HELD = 100_000;
    private static final String OTHER_TABLE = "the answer has more than one table: only the first with rows is read";

    private final Set<String> asked;
    private final IdMatcher echo;
    private final LinkSubject nested; // null in the answer to a request for ids
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
    private String firstOther;
    private final Set<String> late = new LinkedHashSet<>();
    private int refusedRows;
    private int namelessRows;
    private Problem firstRefusal;
    private final UnreadableCells unreadable = new UnreadableCells();

    private LinksResponseReader(List<String> asked, IdMatcher echo, LinkSubject nested) {
        this.asked = new LinkedHashSet<>(asked);
        this.echo = echo;
        this.nested = nested;
    }

    /**
     * The answer to a request for these ids.
     *
     * @param asked distinct, in the order of the request
     * @param echo of all ids that the search knows, these among them
     */
    public static LinksResponseReader about(List<String> asked, IdMatcher echo) {
        return new LinksResponseReader(asked, echo, null);
    }

    /**
     * A document that a link of this observation led to: all its rows belong to the observation, whatever their ids,
     * except rows about another observation that the search knows.
     */
    public static LinksResponseReader behind(LinkSubject questioned) {
        return new LinksResponseReader(questioned.asOne(), questioned.echo(), questioned);
    }

    /** Sets the address of the answer. */
    public LinksResponseReader from(URI uri) {
        document = uri;
        return this;
    }

    @Override
    public Optional<LinkGroup> start(VotableEvent.TableStart event) {
        columns = new LinkColumns(event.columns(), document);
        if (!columns.areLinks() || (asked.size() > 1 && !columns.haveIds())) {
            throw Problem.of(ProblemType.MALFORMED, "the answer is a table without the columns of links");
        }
        return Optional.empty();
    }

    @Override
    public Optional<LinkGroup> row(VotableEvent.RowRead event) {
        unreadable.add(event.row());
        return row(event.row());
    }

    @Override
    public Optional<LinkGroup> refused(VotableEvent.RowRefused event) {
        refusedRows++;
        firstRefusal = firstRefusal == null ? event.problem() : firstRefusal;
        return Optional.empty();
    }

    @Override
    public Optional<LinkGroup> end(VotableEvent.TableEnd event) {
        return Optional.empty();
    }

    @Override
    public Optional<LinkGroup> skipped(VotableEvent.TableSkipped event) {
        refusedRows += (int) Math.max(1, Math.min(event.rows(), MOST_HELD));
        firstRefusal = firstRefusal == null ? Problem.of(ProblemType.MALFORMED, OTHER_TABLE) : firstRefusal;
        return Optional.empty();
    }

    @Override
    public Optional<LinkGroup> overflow(VotableEvent.Overflow event) {
        overflow = true;
        return Optional.empty();
    }

    @Override
    public Optional<LinkGroup> info(VotableEvent.Info event) {
        return Optional.empty();
    }

    @Override
    public Optional<LinkGroup> descriptor(VotableEvent.Descriptor event) {
        return Optional.empty();
    }

    /**
     * The end of the document. If the request was for one id, rows with one unknown id are its answer: the service
     * writes the id in its own form. Rows with several unknown ids are not, nor are those of another id that the search
     * knows or that was matched to another id before.
     *
     * @param believed the matches of unknown ids so far; thread-safe
     */
    public void end(Map<String, String> believed) {
        if (answered() == 0 && foreign.size() == 1 && firstOther == null) {
            String id = asked.iterator().next();
            String written = foreign.keySet().iterator().next();
            String before = written.isBlank() ? null : believed.putIfAbsent(written, id);
            if (before == null || before.equals(id)) {
                held.put(id, foreign.get(written));
                strangers = 0;
                namelessRows = 0;
            } else {
                firstOther = before;
            }
        }
    }

    /** The links that were not emitted before. */
    public List<LinkGroup> rest() {
        return held.entrySet().stream()
                .map(e -> new LinkGroup(e.getKey(), e.getValue()))
                .toList();
    }

    public List<Link> linksOf(String id) {
        return held.getOrDefault(id, List.of());
    }

    /** Requested and not emitted yet: the remaining ids when the answer breaks off. */
    public List<String> untold() {
        return asked.stream().filter(id -> !told.contains(id)).toList();
    }

    /** Requested, and without a row. */
    public List<String> absent() {
        return untold().stream().filter(id -> !held.containsKey(id)).toList();
    }

    /** The number of ids with rows. */
    public int answered() {
        return told.size() + held.size();
    }

    public boolean isOverflow() {
        return overflow;
    }

    /**
     * For a truncated answer: drops the last id, for its rows may be incomplete; it then counts as one without a row.
     */
    public void doubtLast() {
        List<Link> cut = held.remove(current);
        heldRows -= cut == null ? 0 : cut.size();
    }

    /** Whether there are rows, and none about a requested id: its ids cannot be matched. */
    public boolean isStrange() {
        return strangers > 0 && answered() == 0;
    }

    /** The reason why such an answer cannot be used. */
    public Problem strangeness() {
        return Problem.of(
                ProblemType.MALFORMED,
                firstOther == null
                        ? complaints().get(0)
                        : "the answer is about " + QuotedText.of(firstOther) + ", another observation of this search");
    }

    /** Ids with links behind those of other ids, when their own had been emitted already. */
    public Set<String> late() {
        return Set.copyOf(late);
    }

    /** The number of rows that could not be used: they cannot be read, are in another table, or have links and no ID. */
    public int refusedRows() {
        return refusedRows + namelessRows;
    }

    /** The reason why the first of these rows was left out. */
    public Optional<Problem> refusal() {
        return firstRefusal == null && namelessRows > 0
                ? Optional.of(Problem.of(ProblemType.MALFORMED, "a row of links has no ID that can be read"))
                : Optional.ofNullable(firstRefusal);
    }

    /** The defects of the document, as sentences. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (strangers > 0) {
            complaints.add(strangers
                    + " rows of links are about identifiers that were not requested, the first about "
                    + QuotedText.of(firstStranger));
        }
        if (refusedRows > 0) {
            complaints.add(refusedRows + " rows of links cannot be read: " + firstRefusal.detail());
        }
        if (!unreadable.isEmpty()) {
            complaints.add(unreadable.sentence());
        }
        held.values().stream()
                .flatMap(List::stream)
                .filter(Link.Broken.class::isInstance)
                .findFirst()
                .ifPresent(broken -> complaints.add(((Link.Broken) broken).sentence()));
        return complaints;
    }

    private Optional<LinkGroup> row(Row row) {
        if (++heldRows > MOST_HELD) {
            throw Problem.of(ProblemType.TOO_LARGE, "more than " + MOST_HELD + " links in one answer");
        }
        String written = columns.idOf(row).orElse("");
        Link link = columns.linkOf(row);
        Optional<String> id = whose(written);
        if (id.isEmpty()) {
            stranger(written, link);
            return Optional.empty();
        }
        if (told.contains(id.get())) {
            if (!(link instanceof Link.Fault)) { // faults stand behind everything else
                late.add(id.get());
            }
            return Optional.empty();
        }
        Optional<LinkGroup> ready = current.equals(id.get()) ? Optional.empty() : readyNow();
        current = id.get();
        held.computeIfAbsent(current, first -> new ArrayList<>()).add(link);
        return ready;
    }

    private Optional<String> whose(String written) {
        Optional<String> meant = echo.meaning(written);
        Set<String> ours = nested == null ? asked : nested.ids();
        if (meant.isPresent() && !ours.contains(meant.get())) {
            firstOther = firstOther == null ? meant.get() : firstOther;
            return Optional.empty();
        }
        return nested == null ? meant : asked.stream().findFirst();
    }

    private void stranger(String written, Link link) {
        strangers++;
        namelessRows += written.isBlank() && !(link instanceof Link.Fault) ? 1 : 0;
        firstStranger = firstStranger == null ? written : firstStranger;
        if (asked.size() == 1) {
            foreign.computeIfAbsent(written, first -> new ArrayList<>()).add(link);
        }
    }

    private Optional<LinkGroup> readyNow() {
        List<Link> links = held.get(current);
        if (nested != null || links == null || DirectoryLinks.among(links).isEmpty()) {
            return Optional.empty();
        }
        held.remove(current);
        heldRows -= links.size();
        told.add(current);
        return Optional.of(new LinkGroup(current, links));
    }
}
