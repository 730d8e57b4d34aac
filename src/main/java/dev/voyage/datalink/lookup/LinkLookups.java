package dev.voyage.datalink.lookup;

import dev.voyage.datalink.document.IdMatcher;
import dev.voyage.datalink.document.LinkGroup;
import dev.voyage.datalink.document.LinkService;
import dev.voyage.datalink.document.LinkSubject;
import dev.voyage.datalink.document.LinksResponseReader;
import dev.voyage.datalink.lookup.LinkBatches.Batch;
import dev.voyage.datalink.rule.Link;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkSet;
import dev.voyage.datalink.rule.LinkVerdict;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The links of many observations from one service: ids in batches by POST as long as the service accepts them, one by
 * one by GET otherwise. Every id ends in exactly one {@link LinkResult} for each observation that has it.
 */
public final class LinkLookups {

    /** Consecutive failed requests, each with all retries, after which no more are sent. */
    private static final int GIVE_UP = 12;

    private final LinkService service;
    private final LinksRequests documents;
    private final LinkVerdict verdict;
    private final Map<String, List<LinkedRow>> byId;
    private final IdMatcher echo;
    private final LinkBatches waiting;
    private final Map<String, String> believed = new ConcurrentHashMap<>();
    private final AtomicInteger unansweredInARow = new AtomicInteger();

    /** A part of an answer, its end, or its failure. */
    private interface Part {
        Multi<LinkResult> links();
    }

    /**
     * @param byId the observations of an id; in the order of their requests
     * @param echo of all ids that the search knows, these among them
     */
    public LinkLookups(
            LinkService service,
            LinksRequests documents,
            LinkVerdict verdict,
            Map<String, List<LinkedRow>> byId,
            IdMatcher echo) {
        this.echo = echo;
        this.service = service;
        this.documents = documents;
        this.verdict = verdict;
        this.byId = byId;
        this.waiting = new LinkBatches(byId.keySet());
    }

    /** One request first, to learn from it; then up to this number concurrently. */
    public Multi<LinkResult> all(int atOnce) {
        List<Multi<LinkResult>> workers =
                Stream.generate(this::worker).limit(Math.max(1, atOnce)).toList();
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().deferred(this::next),
                        Multi.createBy()
                                .merging()
                                .withConcurrency(workers.size())
                                .streams(workers));
    }

    /** Sends requests as long as any ids are waiting, including those that it puts back itself. */
    private Multi<LinkResult> worker() {
        Multi<Batch> batches = Multi.createFrom().generator(() -> waiting, (left, emitter) -> {
            left.next().ifPresentOrElse(emitter::emit, emitter::complete);
            return left;
        });
        return batches.onItem().transformToMultiAndConcatenate(batch -> ask(batch, 0));
    }

    private Multi<LinkResult> next() {
        return waiting.next()
                .map(batch -> ask(batch, 0))
                .orElse(Multi.createFrom().empty());
    }

    private Multi<LinkResult> ask(Batch batch, int failedTries) {
        UpstreamRequest ask = batch.isOne() ? service.get(batch.ids().get(0)) : service.post(batch.ids());
        var question = new PendingLinksRequest(batch, ask, LinksResponseReader.about(batch.ids(), echo), failedTries);
        Multi<Part> parts = documents.answer(ask, head -> head.onItem()
                .transformToMulti(answer -> parts(answer, question))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> () -> unanswered(question, (Problem) failure)));
        return parts.onItem().transformToMultiAndConcatenate(Part::links);
    }

    private Multi<Part> parts(UpstreamResponse answer, PendingLinksRequest question) {
        question.answering().from(answer.uri());
        return documents
                .read(answer)
                .map(event -> event.accept(question.answering()))
                .select()
                .where(Optional::isPresent)
                .<Part>map(group -> () -> Multi.createFrom().iterable(judged(group.get())))
                .onCompletion()
                .continueWith(() -> answered(question))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> () -> brokenOff(question, (Problem) failure));
    }

    /** The document was read to its end. */
    private Multi<LinkResult> answered(PendingLinksRequest question) {
        LinksResponseReader answering = question.answering();
        answering.end(believed);
        unansweredInARow.set(0);
        if (answering.isStrange()) {
            return unanswered(question, answering.strangeness());
        }
        answering.complaints().forEach(c -> documents.degraded(question.ask(), c));
        boolean cut = answering.isOverflow() && !question.batch().isOne();
        if (cut) {
            answering.doubtLast();
        }
        List<LinkGroup> later = answering.rest().stream()
                .filter(group -> group.isTransient(verdict.choice()))
                .toList();
        List<LinkGroup> now = answering.rest().stream()
                .filter(group -> !group.isTransient(verdict.choice()))
                .toList();
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().iterable(now).onItem().transformToMultiAndConcatenate(this::followed),
                        Multi.createFrom().iterable(LinkGaps.of(question, byId)),
                        Multi.createFrom().deferred(() -> withoutRow(question)),
                        Multi.createFrom().deferred(() -> laterAgain(question, later)));
    }

    /** The ids without a row in the answer. */
    private Multi<LinkResult> withoutRow(PendingLinksRequest question) {
        LinksResponseReader answering = question.answering();
        Batch batch = question.batch();
        List<String> absent = answering.absent();
        int answered = answering.answered();
        if (answering.isOverflow()) {
            if (batch.isOne()) {
                return absent.isEmpty() ? Multi.createFrom().empty() : failed(absent, question.tooMuch());
            }
            waiting.shrink(answered == 0 ? batch.ids().size() / 2 : answered);
            waiting.again(absent);
        } else if (absent.isEmpty()) {
            waiting.grow(batch.ids().size());
        } else if (answering.refusal().isPresent()) {
            if (batch.isOne()) {
                return failed(absent, answering.refusal().get());
            }
            waiting.alone(absent); // one of the unreadable rows may have been theirs
        } else if (answered == 0 || batch.isOne()) {
            waiting.grow(batch.ids().size());
            return empty(absent);
        } else {
            if (batch.doubtful()) {
                waiting.shrink(answered); // it had more rows: it truncates without OVERFLOW
            }
            waiting.doubt(absent);
        }
        return Multi.createFrom().empty();
    }

    private Multi<LinkResult> laterAgain(PendingLinksRequest question, List<LinkGroup> later) {
        if (later.isEmpty()) {
            return Multi.createFrom().empty();
        }
        Problem fault = question.at(Problem.of(
                ProblemType.UNAVAILABLE,
                "the service asks for patience: " + QuotedText.of(later.get(0).message())));
        List<String> ids = later.stream().map(LinkGroup::id).toList();
        return documents
                .pauseAfter(fault, question.failedTries() + 1)
                .map(pause -> askAgain(question, ids, pause))
                .orElseGet(() -> Multi.createFrom().iterable(later).onItem().transformToIterable(this::judged));
    }

    /** The answer began, and broke off. */
    private Multi<LinkResult> brokenOff(PendingLinksRequest question, Problem found) {
        Problem problem = question.at(found);
        return documents
                .pauseAfter(problem, question.failedTries() + 1)
                .map(pause -> askAgain(question, question.answering().untold(), pause))
                .orElseGet(() -> unanswered(question, problem));
    }

    /** There is no usable answer, and the retries are exhausted. */
    private Multi<LinkResult> unanswered(PendingLinksRequest question, Problem found) {
        Problem problem = question.at(found);
        List<String> left = question.answering().untold();
        boolean refused =
                switch (problem.kind()) {
                    case REFUSED, MALFORMED, TOO_LARGE -> true;
                    default -> false;
                };
        if (refused && !question.batch().isOne()) {
            boolean tooMuch = problem.kind() == ProblemType.TOO_LARGE || PendingLinksRequest.isTooLarge(problem);
            waiting.shrink(tooMuch ? question.batch().ids().size() / 2 : 1);
            waiting.again(left);
            documents.degraded(
                    question.ask(),
                    "too many ids in one request (" + question.batch().ids().size() + "): " + problem.detail());
            return Multi.createFrom().empty();
        }
        if (problem.kind() == ProblemType.UNAVAILABLE) {
            return unavailable(question, left, problem);
        }
        Optional<Link.Fault> fault = LinksRequests.fault(problem);
        return fault.map(f -> judged(left, List.of(f))).orElseGet(() -> failed(left, problem));
    }

    /** One id may prevent the service from answering for its whole batch; or the service is down. */
    private Multi<LinkResult> unavailable(PendingLinksRequest question, List<String> left, Problem problem) {
        if (unansweredInARow.incrementAndGet() >= GIVE_UP) {
            return failed(Stream.concat(left.stream(), waiting.drain().stream()).toList(), problem);
        } else if (question.batch().isOne()) {
            return failed(left, problem);
        }
        waiting.alone(left);
        documents.degraded(
                question.ask(), "asked again one by one (" + left.size() + " observations): " + problem.detail());
        return Multi.createFrom().empty();
    }

    private Multi<LinkResult> askAgain(PendingLinksRequest question, List<String> ids, Duration pause) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause.plusMillis(1)) // a delay of zero is rejected
                .onItem()
                .transformToMulti(nothing -> ids.isEmpty()
                        ? Multi.createFrom().empty()
                        : ask(new Batch(ids, question.batch().doubtful()), question.failedTries() + 1));
    }

    private Multi<LinkResult> followed(LinkGroup group) {
        return NestedLinks.follow(
                        documents,
                        LinkSubject.by(group.id(), echo),
                        verdict.choice(),
                        service.get(group.id()).uri(),
                        group.links())
                .map(links -> judged(group.id(), links))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> failures(List.of(group.id()), failure))
                .onItem()
                .transformToMulti(linked -> Multi.createFrom().iterable(linked));
    }

    private Multi<LinkResult> empty(List<String> ids) {
        return judged(ids, List.of());
    }

    private Multi<LinkResult> judged(List<String> ids, List<Link> links) {
        return Multi.createFrom().iterable(ids).onItem().transformToIterable(id -> judged(new LinkGroup(id, links)));
    }

    private List<LinkResult> judged(LinkGroup group) {
        return judged(group.id(), LinkSet.of(group.links()));
    }

    private List<LinkResult> judged(String id, LinkSet links) {
        return byId.get(id).stream().map(asked -> verdict.on(asked, links)).toList();
    }

    private Multi<LinkResult> failed(List<String> ids, Problem problem) {
        return Multi.createFrom().iterable(failures(ids, problem));
    }

    private List<LinkResult> failures(List<String> ids, Problem problem) {
        return ids.stream()
                .flatMap(id -> byId.get(id).stream())
                .<LinkResult>map(asked -> new LinkResult.Failed(asked.observation(), problem))
                .toList();
    }
}
