package dev.voyage.archive;

import dev.voyage.archive.Href.Reason;
import dev.voyage.http.Urls;
import dev.voyage.problem.FileNames;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One walk through a bucket's list, a page a step, one after the other. */
final class S3Walk {

    /**
     * What one page gives; nothing, where it has folder markers only.
     *
     * @param isLast nothing comes behind it, and nothing is in it
     */
    record Batch(List<Listed> listed, boolean isLast) {}

    private final Node top;
    private final BucketPrefix prefix;
    private final ListingConfig config;
    private final Function<URI, Uni<S3Page>> read;
    private final Set<String> tokens = new HashSet<>();
    private String token;
    private int entries;
    private int pages;
    private boolean given;
    private boolean ended;

    S3Walk(Node top, BucketPrefix prefix, ListingConfig config, Function<URI, Uni<S3Page>> read) {
        this.top = top;
        this.prefix = prefix;
        this.config = config;
        this.read = read;
    }

    /** What the next page gives. */
    Uni<Batch> next() {
        if (ended) {
            return Uni.createFrom().item(new Batch(List.of(), true));
        } else if (++pages > config.pages()) {
            return Uni.createFrom().item(failed(tooMuch("pages", config.pages())));
        }
        return read.apply(prefix.listUrl(token))
                .map(page -> new Batch(taken(page), false))
                .onFailure(Problem.class)
                .recoverWithUni(failure -> given
                        ? Uni.createFrom().item(failed(failure))
                        : Uni.createFrom().failure(failure));
    }

    private List<Listed> taken(S3Page page) {
        token = page.token();
        ended = token == null;
        if (token != null && !tokens.add(token)) {
            throw problem(Kind.MALFORMED, "the bucket's list goes in a circle: it names the same page twice");
        }
        var refused = new Refusals();
        var files = new ArrayList<Listed>();
        boolean tooMany = false;
        for (S3Page.Entry entry : page.entries()) {
            if (entry.isFolderMarker()) {
                continue;
            } else if (++entries > config.entries()) {
                tooMany = true;
                break;
            }
            take(entry, files, refused);
        }
        var found = new ArrayList<Listed>();
        if (!files.isEmpty() || !refused.list().isEmpty()) {
            found.add(new Listed.Directory(top.url(), files.size(), 0, refused.list()));
            found.addAll(files);
            given = true;
        }
        if (tooMany) {
            found.addAll(failed(tooMuch("entries", config.entries())).listed());
        } else if (ended && !given) {
            throw problem(Kind.NOT_FOUND, "the bucket has nothing below " + Quoted.of(prefix.keyPrefix()));
        }
        return found;
    }

    private void take(S3Page.Entry entry, List<Listed> files, Refusals refused) {
        String key = entry.key();
        if (!key.startsWith(prefix.keyPrefix())) {
            refused.add(key, Reason.NOT_BELOW);
            return;
        }
        String rest = key.substring(prefix.keyPrefix().length());
        List<String> names = List.of(rest.split("/", -1));
        for (String name : names) {
            var refusal = FileNames.refusal(name);
            if (refusal.isPresent()) {
                refused.add(rest, Reason.valueOf(refusal.get().name()));
                return;
            }
        }
        if (names.size() - 1 > config.depth()) {
            refused.add(rest, Reason.TOO_DEEP);
        } else if (entry.isArchived()) {
            refused.add(rest, Reason.ARCHIVED_STORAGE);
        } else {
            files.add(file(entry, names));
        }
    }

    private Listed file(S3Page.Entry entry, List<String> names) {
        return new Listed.RemoteFile(
                URI.create(top.url() + Escapes.web(names)),
                top.path() + "/" + String.join("/", names),
                entry.bytes(),
                null,
                null,
                entry.modified(),
                null,
                new Listed.S3Object(prefix.objectUrl(entry.key()), entry.etag(), entry.checksumAlgorithm()));
    }

    private Problem tooMuch(String what, int most) {
        return problem(
                Kind.TOO_LARGE,
                "more than " + most + " " + what + " below "
                        + Quoted.of(top.url().toString()));
    }

    private Problem problem(Kind kind, String detail) {
        return Problem.of(kind, detail).at(Urls.authority(prefix.listEndpoint()));
    }

    /** Ends the walk. */
    private Batch failed(Problem problem) {
        ended = true;
        return new Batch(List.of(new Listed.Failed(top.url(), problem)), false);
    }
}
