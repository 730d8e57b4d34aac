package dev.voyage.archive.s3;

import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.index.RefusedEntries;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.problem.SafeFileNames;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One walk through a bucket's list, one page per step, one after the other. */
final class S3Walk {

    /**
     * The items of one page; empty if it has folder markers only.
     *
     * @param isLast no batch follows, and this one is empty
     */
    record Batch(List<ListingItem> listed, boolean isLast) {}

    private final DirectoryNode top;
    private final BucketPrefix prefix;
    private final ListingConfig config;
    private final Function<URI, Uni<S3Page>> read;
    private final Set<String> tokens = new HashSet<>();
    private final KeyTree tree = new KeyTree();
    private String token;
    private int entries;
    private int pages;
    private boolean given;
    private boolean ended;

    S3Walk(DirectoryNode top, BucketPrefix prefix, ListingConfig config, Function<URI, Uni<S3Page>> read) {
        this.top = top;
        this.prefix = prefix;
        this.config = config;
        this.read = read;
    }

    /** The items of the next page. */
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

    private List<ListingItem> taken(S3Page page) {
        token = page.token();
        ended = token == null;
        if (token != null && !tokens.add(token)) {
            throw problem(ProblemType.MALFORMED, "the bucket's list goes in a circle: it names the same page twice");
        }
        var refused = new RefusedEntries();
        var files = new ArrayList<ListingItem>();
        boolean tooMany = false;
        for (S3Page.Entry entry : page.entries()) {
            tree.past(entry.key()).forEach(empty -> take(empty, files, refused));
            boolean marker = entry.isFolderMarker();
            if (!marker && ++entries > config.entries()) {
                tooMany = true;
                break;
            } else if (!marker && KeyTree.isEmpty(entry)) {
                tree.hold(entry);
            } else if (!marker) {
                take(entry, files, refused);
            }
        }
        if (ended || tooMany) {
            tree.rest().forEach(empty -> take(empty, files, refused));
        }
        var found = new ArrayList<ListingItem>();
        if (!files.isEmpty() || !refused.list().isEmpty()) {
            found.add(new ListingItem.Directory(top.url(), files.size(), 0, refused.list()));
            found.addAll(files);
            given = true;
        }
        if (tooMany) {
            found.addAll(failed(tooMuch("entries", config.entries())).listed());
        } else if (ended && !given) {
            throw problem(ProblemType.NOT_FOUND, "the bucket has nothing below " + QuotedText.of(prefix.keyPrefix()));
        }
        return found;
    }

    private void take(S3Page.Entry entry, List<ListingItem> files, RefusedEntries refused) {
        String key = entry.key();
        if (!key.startsWith(prefix.keyPrefix())) {
            refused.add(key, Reason.NOT_BELOW);
            return;
        }
        String rest = key.substring(prefix.keyPrefix().length());
        List<String> names = List.of(rest.split("/", -1));
        for (String name : names) {
            var refusal = SafeFileNames.refusal(name);
            if (refusal.isPresent()) {
                refused.add(rest, Reason.valueOf(refusal.get().name()));
                return;
            }
        }
        if (names.size() - 1 > config.depth()) {
            refused.add(rest, Reason.TOO_DEEP);
        } else if (entry.isArchived()) {
            refused.add(rest, Reason.ARCHIVED_STORAGE);
        } else if (tree.isDirectory(rest)) {
            if (!KeyTree.isEmpty(entry)) {
                refused.add(rest, Reason.FILE_AND_DIRECTORY);
            }
        } else if (!tree.take(names)) {
            refused.add(rest, Reason.FILE_AND_DIRECTORY);
        } else {
            files.add(file(entry, names));
        }
    }

    private ListingItem file(S3Page.Entry entry, List<String> names) {
        return new ListingItem.RemoteFile(
                URI.create(top.url() + PercentCoding.path(names)),
                top.path() + "/" + String.join("/", names),
                entry.bytes(),
                null,
                null,
                entry.modified(),
                null,
                new ListingItem.S3Object(prefix.objectUrl(entry.key()), entry.etag(), entry.checksumAlgorithm()));
    }

    private Problem tooMuch(String what, int most) {
        return problem(
                ProblemType.TOO_LARGE,
                "more than " + most + " " + what + " below "
                        + QuotedText.of(top.url().toString()));
    }

    private Problem problem(ProblemType kind, String detail) {
        return Problem.of(kind, detail).at(Urls.authority(prefix.listEndpoint()));
    }

    /** Ends the walk. */
    private Batch failed(Problem problem) {
        ended = true;
        return new Batch(List.of(new ListingItem.Failed(top.url(), problem)), false);
    }
}
