package dev.voyage.archive.index;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The classification of one href of an index page. */
public sealed interface Href {

    /**
     * @see HrefClassifier#verdict
     */
    static Href of(URI page, String text) {
        return new HrefClassifier(page).verdict(text, "");
    }

    /**
     * An entry below the listed directory.
     *
     * @param url the address to request: the href resolved, otherwise byte for byte
     * @param names the path to it from the directory, decoded once, without a trailing slash; one name for a direct
     *     entry
     */
    record Entry(URI url, List<String> names, boolean isDirectory) implements Href {
        public Entry {
            names = List.copyOf(names);
        }

        /** The path to it, joined by slashes. */
        public String name() {
            return String.join("/", names);
        }
    }

    /**
     * A further page of the same directory: the page itself with a query that does more than sort.
     *
     * @param text the href as written
     */
    record More(URI url, String text) implements Href {}

    /** A link that leads anywhere else, and the reason why it was not followed. */
    record Foreign(String text, Reason reason) implements Href {}

    Set<Reason> ELSEWHERE = EnumSet.of(
            Reason.EMPTY, Reason.NOT_A_URL, Reason.OTHER_SCHEME, Reason.OTHER_HOST, Reason.NOT_BELOW, Reason.FRAGMENT);

    /** The reason why a link was not followed. */
    enum Reason {
        EMPTY,
        /** Longer than 8192 characters, or a name of more than 255 bytes. */
        TOO_LONG,
        CONTROL,
        BACKSLASH,
        /**
         * Has a query: the output of a program, not a file; or a query on the page itself that is not a valid address.
         */
        QUERY,
        /** The page itself in another order. */
        SORT,
        /** A position within a file. */
        FRAGMENT,
        NOT_A_URL,
        OTHER_SCHEME,
        OTHER_HOST,
        /** The page itself. */
        SELF,
        /** A directory above. */
        PARENT,
        NOT_BELOW,
        /** A dot segment, encoded or not, other than the plain parent link. */
        DOTS,
        ENCODED_SLASH,
        RESERVED,
        /** Announces a further page, but has no address that can be requested. */
        NEXT_PAGE,
        /** {@code <base href>}: addresses are resolved against the address of the page instead. */
        BASE,
        /** Has the same content as a directory above it. */
        LOOP,
        /** Below more directories than the limit allows. */
        TOO_DEEP,
        /** Begins with a dot; web servers do not list such names either. */
        HIDDEN,
        /** A symbolic link to a target outside of the mounted archive. */
        OUTSIDE,
        /** A symbolic link without a target. */
        BROKEN_LINK,
        /** A symbolic link to a directory that was walked before. */
        TWICE,
        /** Neither a file nor a directory: a pipe, a socket, a device. */
        SPECIAL,
        /** A name on a disk with bytes that are invalid in its charset. */
        NOT_UTF_8,
        /** Removed between being listed and being read. */
        VANISHED,
        /** An object in an archival storage class, which must be restored before it can be read. */
        ARCHIVED_STORAGE,
        /** An object of a bucket below a name that is a file, or the file with objects below its name. */
        FILE_AND_DIRECTORY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Part of every index page besides its entries; ignoring it loses no entry. */
        boolean isFurniture() {
            return this == SELF || this == PARENT || this == SORT;
        }

        /** Leads elsewhere: relevant only among the entries. */
        boolean isElsewhere() {
            return ELSEWHERE.contains(this);
        }
    }
}
