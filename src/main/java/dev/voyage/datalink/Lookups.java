package dev.voyage.datalink;

import dev.voyage.datalink.Answering.Group;
import dev.voyage.datalink.Waiting.Batch;
import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The links of many observations from one service: ids in batches by POST as long as the service
 * takes that, one by one by GET when it does not. Every id ends in exactly one {@link Linked} for
 * each observation that has it.
 */
final class Lookups {

    /** Questions in a row, each asked with all patience, after which nobody is asked any more. */
    private static final int GIVE_UP = 12;

    private final LinkService service;
    private final Documents documents;
    private final Verdict verdict;
    private final Map<String, List<Asked>> byId;
    private final Waiting waiting;
    private final AtomicInteger unansweredInARow = new AtomicInteger();

    /** Some of an answer, its end, or what became of it. */
    private interface Part {
        Multi<Linked> links();
    }

    /**
     * @param byId who wants the links of an id; in the order in which they are wanted
     */
    Lookups(LinkService service, Documents documents, Verdict verdict, Map<String, List<Asked>> byId) {
        this.service = service;
        this.documents = documents;
        this.verdict = verdict;
        this.byId = byId;
        this.waiting = new Waiting(byId.keySet());
    }

    /** One request first, to learn from; then so many at once. */
    Multi<Linked> all(int atOnce) {
        List<Multi<Linked>> workers =
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

    /** Asks as long as anything is waiting. What it puts back itself, it will find again. */
    private Multi<Linked> worker() {
        Multi<Batch> batches = Multi.createFrom().generator(() -> waiting, (left, emitter) -> {
            left.next().ifPresentOrElse(emitter::emit, emitter::complete);
            return left;
        });
        return batches.onItem().transformToMultiAndConcatenate(batch -> ask(batch, 0));
    }

    private Multi<Linked> next() {
        return waiting.next()
                .map(batch -> ask(batch, 0))
                .orElse(Multi.createFrom().empty());
    }

    private Multi<Linked> ask(Batch batch, int failedTries) {
        Ask ask = batch.isOne() ? service.get(batch.ids().get(0)) : service.post(batch.ids());
        var question = new Question(batch, ask, Answering.about(batch.ids()), failedTries);
        Multi<Part> parts = documents.answer(ask, head -> head.onItem()
                .transformToMulti(answer -> parts(answer, question))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> () -> unanswered(question, (Problem) failure)));
        return parts.onItem().transformToMultiAndConcatenate(Part::links);
    }

    private Multi<Part> parts(Answer answer, Question question) {
        question.answering().from(answer.uri());
        return documents
                .read(answer)
                .map(question.answering()::take)
                .select()
                .where(Optional::isPresent)
                .<Part>map(group -> () -> Multi.createFrom().iterable(judged(group.get())))
                .onCompletion()
                .continueWith(() -> answered(question))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> () -> brokenOff(question, (Problem) failure));
    }

    /** The document was read to its end. */
    private Multi<Linked> answered(Question question) {
        Answering answering = question.answering();
        answering.end();
        unansweredInARow.set(0);
        if (answering.isStrange()) {
            return unanswered(
                    question, Problem.of(Kind.MALFORMED, answering.complaints().get(0)));
        }
        answering.complaints().forEach(c -> documents.degraded(question.ask(), c));
        List<Group> later = answering.rest().stream().filter(Group::isTransient).toList();
        List<Group> now =
                answering.rest().stream().filter(group -> !group.isTransient()).toList();
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().iterable(now).onItem().transformToMultiAndConcatenate(this::followed),
                        Multi.createFrom().deferred(() -> withoutRow(question)),
                        Multi.createFrom().deferred(() -> laterAgain(question, later)));
    }

    /** The ids that the answer has no row for. */
    private Multi<Linked> withoutRow(Question question) {
        Answering answering = question.answering();
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
            waiting.alone(absent); // one of the rows that cannot be read may have been theirs
        } else if (answered == 0 || batch.isOne()) {
            waiting.grow(batch.ids().size());
            return empty(absent);
        } else {
            if (batch.doubtful()) {
                waiting.shrink(answered); // it had more to say: it cuts without saying so
            }
            waiting.doubt(absent);
        }
        return Multi.createFrom().empty();
    }

    private Multi<Linked> laterAgain(Question question, List<Group> later) {
        if (later.isEmpty()) {
            return Multi.createFrom().empty();
        }
        Problem fault = question.at(Problem.of(
                Kind.UNAVAILABLE,
                "the service asks for patience: " + Quoted.of(later.get(0).message())));
        List<String> ids = later.stream().map(Group::id).toList();
        return documents
                .pauseAfter(fault, question.failedTries() + 1)
                .map(pause -> askAgain(question, ids, pause))
                .orElseGet(() -> Multi.createFrom().iterable(later).onItem().transformToIterable(this::judged));
    }

    /** It began to answer, and broke off. */
    private Multi<Linked> brokenOff(Question question, Problem found) {
        Problem problem = question.at(found);
        return documents
                .pauseAfter(problem, question.failedTries() + 1)
                .map(pause -> askAgain(question, question.answering().untold(), pause))
                .orElseGet(() -> unanswered(question, problem));
    }

    /** There is no answer, or none that can be understood, and patience is at its end. */
    private Multi<Linked> unanswered(Question question, Problem found) {
        Problem problem = question.at(found);
        List<String> left = question.answering().untold();
        boolean refused =
                switch (problem.kind()) {
                    case REFUSED, MALFORMED, TOO_LARGE -> true;
                    default -> false;
                };
        if (refused && !question.batch().isOne()) {
            boolean tooMuch = problem.kind() == Kind.TOO_LARGE || Question.isTooLarge(problem);
            waiting.shrink(tooMuch ? question.batch().ids().size() / 2 : 1);
            waiting.again(left);
            documents.degraded(
                    question.ask(),
                    "not so many ids at once (" + question.batch().ids().size() + "): " + problem.detail());
            return Multi.createFrom().empty();
        }
        if (problem.kind() == Kind.UNAVAILABLE) {
            return unavailable(question, left, problem);
        }
        Optional<Link.Fault> fault = Documents.fault(problem);
        return fault.map(f -> judged(left, List.of(f))).orElseGet(() -> failed(left, problem));
    }

    /** One id may keep the service from answering for all that were asked for with it; or it is down. */
    private Multi<Linked> unavailable(Question question, List<String> left, Problem problem) {
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

    private Multi<Linked> askAgain(Question question, List<String> ids, Duration pause) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause.plusMillis(1)) // a delay of nothing is refused
                .onItem()
                .transformToMulti(nothing -> ids.isEmpty()
                        ? Multi.createFrom().empty()
                        : ask(new Batch(ids, question.batch().doubtful()), question.failedTries() + 1));
    }

    private Multi<Linked> followed(Group group) {
        return Nested.follow(documents, group.id(), service.get(group.id()).uri(), group.links())
                .map(links -> judged(new Group(group.id(), links)))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> failures(List.of(group.id()), failure))
                .onItem()
                .transformToMulti(linked -> Multi.createFrom().iterable(linked));
    }

    private Multi<Linked> empty(List<String> ids) {
        return judged(ids, List.of());
    }

    private Multi<Linked> judged(List<String> ids, List<Link> links) {
        return Multi.createFrom().iterable(ids).onItem().transformToIterable(id -> judged(new Group(id, links)));
    }

    private List<Linked> judged(Group group) {
        return byId.get(group.id()).stream()
                .map(asked -> verdict.on(asked, group.links()))
                .toList();
    }

    private Multi<Linked> failed(List<String> ids, Problem problem) {
        return Multi.createFrom().iterable(failures(ids, problem));
    }

    private List<Linked> failures(List<String> ids, Problem problem) {
        return ids.stream()
                .flatMap(id -> byId.get(id).stream())
                .<Linked>map(asked -> new Linked.Failed(asked.observation(), problem))
                .toList();
    }
}
