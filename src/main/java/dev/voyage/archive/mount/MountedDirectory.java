package dev.voyage.archive.mount;

import dev.voyage.archive.index.Href;
import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.SafeFileNames;
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
 * A directory to be read, and the path to it.
 *
 * @param above null at the top
 * @param mount the boundary of the walk; free of symbolic links
 * @param real its path, free of symbolic links
 */
record MountedDirectory(MountedDirectory above, DirectoryNode node, Path mount, Path real) {

    /** Java's message for circular links, for which it has no specific exception. */
    private static final String CIRCLE = "symbolic link";

    /** Classifies this name in the directory; blocks. */
    MountEntry judge(Path entry, int deepest) {
        String name = entry.toString();
        var refusal = SafeFileNames.refusal(name);
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
        DirectoryNode below = node.below(new Href.Entry(url(name, true), List.of(name), true));
        return new MountEntry.Below(new MountedDirectory(this, below, mount, place), isLink);
    }

    /** Whether this directory, or one on the path to it, is at or below that place. */
    private boolean isAtOrAbove(Path place) {
        for (MountedDirectory on = this; on != null; on = on.above()) {
            if (on.real().startsWith(place)) {
                return true;
            }
        }
        return false;
    }

    private URI url(String name, boolean isDirectory) {
        return URI.create(node.url() + PercentCoding.path(List.of(name)) + (isDirectory ? "/" : ""));
    }

    private static BasicFileAttributes facts(Path place) throws IOException {
        return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Invalid bytes become replacement characters, which would be another name. */
    private static boolean isFaithful(Path entry, String name) {
        try {
            return entry.getFileSystem().getPath(name).equals(entry);
        } catch (InvalidPathException notOne) {
            return false;
        }
    }
}
