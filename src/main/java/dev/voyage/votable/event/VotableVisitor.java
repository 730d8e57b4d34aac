package dev.voyage.votable.event;

/**
 * One method for each event of a VOTable document: a new event does not compile until every reader of documents handles
 * it.
 *
 * @param <R> the result of a method
 */
public interface VotableVisitor<R> {

    R start(VotableEvent.TableStart event);

    R row(VotableEvent.RowRead event);

    R refused(VotableEvent.RowRefused event);

    R end(VotableEvent.TableEnd event);

    R skipped(VotableEvent.TableSkipped event);

    R overflow(VotableEvent.Overflow event);

    R info(VotableEvent.Info event);

    R descriptor(VotableEvent.Descriptor event);
}
