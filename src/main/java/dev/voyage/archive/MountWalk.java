package dev.voyage.archive;

import dev.voyage.archive.Href.Reason;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
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

/**
 * One walk through a mounted directory, a directory a step; each step blocks, and no two of them
 * overlap.
 */
final class MountWalk {

    private final Node top;
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

    MountWalk(Node top, Path place, Path mount, ListingConfig config) {
        this.top = top;
        this.place = place;
        this.mount = mount;
        this.config = config;
    }

    /** Makes the step under way, and all others, end at once. */
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
            var empty = new Listed.Directory(directory.node().url(), 0, 0, List.of(refused));
            return new MountPage(top, List.of(empty), List.of(), List.of(), false);
        } else if (++pages > config.pages()) {
            return new MountPage(top, List.of(), List.of(), List.of(tooMuch("directories", config.pages())), false);
        }
        try {
            return read(directory);
        } catch (IOException unreadable) {
            URI url = directory.node().url();
            var failed = new Listed.Failed(url, problem(url, unreadable));
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
        var refused = new Refusals();
        List<Path> names = names(directory, refused);
        var files = new ArrayList<MountPage.Found>();
        var trouble = new ArrayList<Listed.Failed>();
        int directories = 0;
        for (Path name : names) {
            if (stopped) {
                break;
            }
            MountEntry entry = directory.judge(name, config.depth());
            if (entry instanceof MountEntry.Regular file) {
                files.add(file.found());
            } else if (entry instanceof MountEntry.Below below) {
                (below.isLink() ? linked : next).add(below.directory());
                directories++;
            } else if (entry instanceof MountEntry.Refused refusal) {
                refused.add(refusal.name(), refusal.reason());
            } else if (entry instanceof MountEntry.Unreadable unreadable) {
                trouble.add(new Listed.Failed(unreadable.url(), unreadable.problem()));
            }
        }
        if (entries > config.entries()) {
            trouble.add(tooMuch("entries", config.entries()));
        }
        var page = new Listed.Directory(directory.node().url(), files.size(), directories, refused.list());
        return new MountPage(directory.node(), List.of(page), files, trouble, false);
    }

    /** Sorted; no more of them than may still come. */
    private List<Path> names(MountedDirectory directory, Refusals refused) throws IOException {
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

    private Listed.Failed tooMuch(String what, int most) {
        ended = true;
        String detail = "more than " + most + " " + what + " below "
                + Quoted.of(top.url().toString());
        return new Listed.Failed(top.url(), Problem.of(Kind.TOO_LARGE, detail));
    }

    static Problem outside(URI url) {
        return Problem.of(
                Kind.UNSAFE_NAME, "a symbolic link leads out of the mounted archive at " + Quoted.of(url.toString()));
    }

    static Problem notThere(URI url) {
        return Problem.of(Kind.NOT_FOUND, "the mounted archive does not have " + Quoted.of(url.toString()));
    }

    /** As {@link #problem}; what would be below a file is not there, and Java has no exception of its own for it. */
    static Problem problemAt(Path place, URI url, IOException failure) {
        for (Path above = place.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return Files.isDirectory(above) ? problem(url, failure) : notThere(url);
            }
        }
        return problem(url, failure);
    }

    /** The address stands for the place: nobody outside is told what directories this machine has. */
    static Problem problem(URI url, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
            return notThere(url);
        } else if (failure instanceof AccessDeniedException) {
            return Problem.of(
                    Kind.REFUSED, "the mounted archive may not be read at " + Quoted.of(url.toString()), failure);
        }
        return Problem.of(
                Kind.UNAVAILABLE, "the mounted archive cannot be read at " + Quoted.of(url.toString()), failure);
    }
}
