package dev.voyage.archive;

import java.net.URI;
import java.util.Locale;

/** What one href of an index page turns out to be. */
sealed interface Href {

    /**
     * @see Hrefs#verdict
     */
    static Href of(URI page, String text) {
        return new Hrefs(page).verdict(text);
    }

    /**
     * Something directly below the listed directory.
     *
     * @param url what to ask for: the href resolved, otherwise byte for byte
     * @param name decoded once, without the slash that makes it a directory
     */
    record Entry(URI url, String name, boolean isDirectory) implements Href {}

    /** A link that leads anywhere else, and why it was not followed. */
    record Foreign(String text, Reason reason) implements Href {}

    /** Why a link was not followed. */
    enum Reason {
        EMPTY,
        /** Longer than 8192 characters, or a name of more than 255 bytes. */
        TOO_LONG,
        CONTROL,
        BACKSLASH,
        /** Has a query: a program's answer, not a file. */
        QUERY,
        /** The page itself in another order. */
        SORT,
        /** A place within a file. */
        FRAGMENT,
        NOT_A_URL,
        OTHER_SCHEME,
        OTHER_HOST,
        /** The page itself. */
        SELF,
        /** A directory above. */
        PARENT,
        NOT_BELOW,
        /** Below, but not directly. */
        DEEPER,
        /** A dot segment anywhere but as the plain parent link, encoded or not. */
        DOTS,
        ENCODED_SLASH,
        RESERVED,
        /** {@code <base href>}: addresses are resolved against where the page came from. */
        BASE,
        /** Reads the same as a directory above it. */
        LOOP,
        /** Below more directories than the limit. */
        TOO_DEEP,
        /** Begins with a dot; web servers do not list it either. */
        HIDDEN,
        /** A symbolic link that leads out of the mounted archive. */
        OUTSIDE,
        /** A symbolic link to nothing. */
        BROKEN_LINK,
        /** A symbolic link to a directory that was walked already. */
        TWICE,
        /** Neither a file nor a directory: a pipe, a socket, a device. */
        SPECIAL,
        /** A name on a disk whose bytes are none in its charset. */
        NOT_UTF_8,
        /** Gone between being listed and being looked at. */
        VANISHED,
        /** An object in a storage that must be asked to bring it back first. */
        ARCHIVED_STORAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Stands on index pages around the entries; nothing of the directory is lost by it. */
        boolean isFurniture() {
            return this == SELF || this == PARENT || this == SORT;
        }
    }
}
