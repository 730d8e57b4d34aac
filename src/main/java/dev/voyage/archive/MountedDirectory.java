package dev.voyage.archive;

import dev.voyage.archive.Href.Reason;
import dev.voyage.problem.FileNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A directory to be read, and the way to it.
 *
 * @param above null at the top
 * @param mount what nothing may be outside of; free of symbolic links
 * @param real where it is, free of symbolic links
 */
record MountedDirectory(MountedDirectory above, Node node, Path mount, Path real) {

    /** What Java says of links that lead to one another; it has no exception of their own for it. */
    private static final String CIRCLE = "symbolic link";

    /** What this name in it is; blocks. */
    MountEntry judge(Path entry, int deepest) {
        String name = entry.toString();
        var refusal = FileNames.refusal(name);
        if (refusal.isPresent()) {
            return new MountEntry.Refused(name, Reason.valueOf(refusal.get().name()));
        } else if (!isFaithful(entry, name)) {
            return new MountEntry.Refused(name, Reason.NOT_UTF_8);
        }
        Path place = real.resolve(entry);
        try {
            var facts = facts(place);
            return facts.isSymbolicLink() ? linked(name, place, deepest) : entry(name, place, facts, false, deepest);
        } catch (NoSuchFileException gone) {
            return new MountEntry.Refused(name, Reason.VANISHED);
        } catch (IOException broken) {
            URI url = url(name, false);
            return new MountEntry.Unreadable(url, MountWalk.problem(url, broken));
        }
    }

    private MountEntry linked(String name, Path link, int deepest) throws IOException {
        Path target;
        try {
            target = link.toRealPath();
        } catch (NoSuchFileException nothingThere) {
            return new MountEntry.Refused(name, Reason.BROKEN_LINK);
        } catch (FileSystemException other) {
            if (!String.valueOf(other.getReason()).contains(CIRCLE)) {
                throw other;
            }
            return new MountEntry.Refused(name, Reason.BROKEN_LINK);
        }
        if (!target.startsWith(mount)) {
            return new MountEntry.Refused(name, Reason.OUTSIDE);
        }
        return entry(name, target, facts(target), true, deepest);
    }

    private MountEntry entry(String name, Path place, BasicFileAttributes facts, boolean isLink, int deepest) {
        if (facts.isRegularFile()) {
            return new MountEntry.Regular(new MountPage.Found(
                    name, facts.size(), facts.lastModifiedTime().toInstant()));
        } else if (!facts.isDirectory()) {
            return new MountEntry.Refused(name, Reason.SPECIAL);
        } else if (isAtOrAbove(place)) {
            return new MountEntry.Refused(name, Reason.LOOP);
        } else if (node.depth() >= deepest) {
            return new MountEntry.Refused(name + "/", Reason.TOO_DEEP);
        }
        Node below = node.below(new Href.Entry(url(name, true), name, true));
        return new MountEntry.Below(new MountedDirectory(this, below, mount, place), isLink);
    }

    /** Whether what lies there has a directory of the way here in it. */
    private boolean isAtOrAbove(Path place) {
        for (MountedDirectory on = this; on != null; on = on.above()) {
            if (on.real().startsWith(place)) {
                return true;
            }
        }
        return false;
    }

    private URI url(String name, boolean isDirectory) {
        return URI.create(node.url() + Escapes.web(List.of(name)) + (isDirectory ? "/" : ""));
    }

    private static BasicFileAttributes facts(Path place) throws IOException {
        return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Bytes that are no text come out as replacement characters, and would be another name. */
    private static boolean isFaithful(Path entry, String name) {
        try {
            return entry.getFileSystem().getPath(name).equals(entry);
        } catch (InvalidPathException notOne) {
            return false;
        }
    }
}
