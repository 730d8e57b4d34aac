package dev.voyage.archive.mount;

import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.index.IndexPage;
import dev.voyage.archive.index.RefusedEntries;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One walk through a mounted directory, one directory per step; each step blocks, and steps never overlap. */
final class MountWalk {

    private final DirectoryNode top;
    private final Path place;
    private final Path mount;
    private final ListingConfig config;
    private final Deque<MountedDirectory> next = new ArrayDeque<>();
    private final Deque<MountedDirectory> linked = new ArrayDeque<>();
    private final Set<Path> walked = new HashSet<>();
    private int entries;
    private int pages;
    private boolean ended;
    private volatile boolean stopped;

    MountWalk(DirectoryNode top, Path place, Path mount, ListingConfig config) {
        this.top = top;
        this.place = place;
        this.mount = mount;
        this.config = config;
    }

    /** Ends the current step, and all others, immediately. */
    void stop() {
        stopped = true;
    }

    /**
     * The next directory; an empty page when there is none.
     *
     * @throws Problem when the top cannot be read
     */
    MountPage next() {
        if (pages == 0) {
            return first();
        }
        MountedDirectory directory = stopped || ended ? null : !next.isEmpty() ? next.poll() : linked.poll();
        if (directory == null) {
            return new MountPage(top, List.of(), List.of(), List.of(), true);
        } else if (!walked.add(directory.real())) {
            var refused = IndexPage.refusal(directory.node().path(), Reason.TWICE);
            var empty = new ListingItem.Directory(directory.node().url(), 0, 0, List.of(refused));
            return new MountPage(top, List.of(empty), List.of(), List.of(), false);
        } else if (++pages > config.pages()) {
            return new MountPage(top, List.of(), List.of(), List.of(tooMuch("directories", config.pages())), false);
        }
        try {
            return read(directory);
        } catch (IOException unreadable) {
            URI url = directory.node().url();
            var failed = new ListingItem.Failed(url, problem(url, unreadable));
            return new MountPage(top, List.of(), List.of(), List.of(failed), false);
        }
    }

    private MountPage first() {
        pages = 1;
        try {
            Path root = mount.toRealPath();
            Path real = place.toRealPath();
            if (!real.startsWith(root)) {
                throw outside(top.url());
            }
            walked.add(real);
            return read(new MountedDirectory(null, top, root, real));
        } catch (IOException unreadable) {
            throw problemAt(place, top.url(), unreadable);
        }
    }

    private MountPage read(MountedDirectory directory) throws IOException {
        var refused = new RefusedEntries();
        List<Path> names = names(directory, refused);
        var files = new ArrayList<MountPage.Found>();
        var trouble = new ArrayList<ListingItem.Failed>();
        int directories = 0;
        for (Path name : names) {
            if (stopped) {
                break;
            }
            MountEntry entry = directory.judge(name, config.depth());
            directories += entry.match(
                    regular -> {
                        files.add(regular.found());
                        return 0;
                    },
                    below -> {
                        (below.isLink() ? linked : next).add(below.directory());
                        return 1;
                    },
                    refusal -> {
                        refused.add(refusal.name(), refusal.reason());
                        return 0;
                    },
                    unreadable -> {
                        trouble.add(new ListingItem.Failed(unreadable.url(), unreadable.problem()));
                        return 0;
                    });
        }
        if (entries > config.entries()) {
            trouble.add(tooMuch("entries", config.entries()));
        }
        var page = new ListingItem.Directory(directory.node().url(), files.size(), directories, refused.list());
        return new MountPage(directory.node(), List.of(page), files, trouble, false);
    }

    /** Sorted; no more than the remaining limit. */
    private List<Path> names(MountedDirectory directory, RefusedEntries refused) throws IOException {
        var names = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(directory.real())) {
            for (Path entry : stream) {
                Path name = entry.getFileName();
                if (name.toString().startsWith(".")) {
                    refused.add(name.toString(), Reason.HIDDEN);
                } else if (stopped || ++entries > config.entries()) {
                    break;
                } else {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        names.sort(Comparator.comparing(Path::toString));
        return names;
    }

    private ListingItem.Failed tooMuch(String what, int most) {
        ended = true;
        String detail = "more than " + most + " " + what + " below "
                + QuotedText.of(top.url().toString());
        return new ListingItem.Failed(top.url(), Problem.of(ProblemType.TOO_LARGE, detail));
    }

    static Problem outside(URI url) {
        return Problem.of(
                ProblemType.UNSAFE_NAME,
                "a symbolic link leads out of the mounted archive at " + QuotedText.of(url.toString()));
    }

    static Problem notThere(URI url) {
        return Problem.of(ProblemType.NOT_FOUND, "the mounted archive does not have " + QuotedText.of(url.toString()));
    }

    /** As {@link #problem}; a path below a file does not exist, and Java has no specific exception for this case. */
    static Problem problemAt(Path place, URI url, IOException failure) {
        for (Path above = place.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return Files.isDirectory(above) ? problem(url, failure) : notThere(url);
            }
        }
        return problem(url, failure);
    }

    /** The address stands for the path: clients must not learn about the directories of this machine. */
    static Problem problem(URI url, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
            return notThere(url);
        } else if (failure instanceof AccessDeniedException) {
            return Problem.of(
                    ProblemType.REFUSED,
                    "the mounted archive may not be read at " + QuotedText.of(url.toString()),
                    failure);
        }
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "the mounted archive cannot be read at " + QuotedText.of(url.toString()),
                failure);
    }
}
