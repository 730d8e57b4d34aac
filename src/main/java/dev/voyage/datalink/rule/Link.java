package dev.voyage.datalink.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a {links} answer. DataLink 1.1, 3.2 allows exactly one of access_url, service_def and error_message: no
 * other case can be represented, and a row with several or none is {@code Broken}.
 */
public sealed interface Link {

    /** Its relation to the observation, as written; empty if the row has none. */
    String semantics();

    /**
     * An address. Text that the row does not give is empty.
     *
     * @param bytes null if the row has none
     * @param cloudAccess raw JSON, or null
     * @param allowed whether it may be read, as far as the row has this information (link_authorized)
     * @param qualifier content_qualifier
     * @param local local_semantics
     */
    record Address(
            String url,
            String semantics,
            String contentType,
            String description,
            Long bytes,
            String cloudAccess,
            boolean allowed,
            String qualifier,
            String local)
            implements Link {

        public Address(
                String url,
                String semantics,
                String contentType,
                String description,
                Long bytes,
                String cloudAccess,
                boolean allowed) {
            this(url, semantics, contentType, description, bytes, cloudAccess, allowed, "", "");
        }

        public boolean isDatalink() {
            return MediaType.isDatalink(contentType);
        }

        /** The same link with other semantics. */
        public Address being(String other) {
            return new Address(url, other, contentType, description, bytes, cloudAccess, allowed, qualifier, local);
        }

        /** The same link with another type. */
        public Address of(String type) {
            return new Address(url, semantics, type, description, bytes, cloudAccess, allowed, qualifier, local);
        }

        LinkResult.Other other() {
            return new LinkResult.Other(
                    url, semantics, contentType, description, bytes, cloudAccess, qualifier, local, false);
        }
    }

    /** A service that is described in the document. */
    record Service(String definition, String semantics, String contentType, String description) implements Link {
        LinkResult.Other other() {
            return new LinkResult.Other(
                    "#" + definition, semantics, contentType, description, null, null, "", "", false);
        }
    }

    /** There is no link, with the reason. */
    record Fault(String message, String semantics) implements Link {

        private static final Pattern WORD = Pattern.compile("\\b(?:(?:[A-Z][a-z]+)+Fault\\b|Fault:)[^\"]*");

        Fault(String message) {
            this(message, "");
        }

        /** The fault in a sentence that quotes one. */
        public static Optional<Fault> in(String sentence) {
            Matcher word = WORD.matcher(sentence);
            return word.find() ? Optional.of(new Fault(word.group().strip())) : Optional.empty();
        }

        /** A later request may succeed (DataLink 1.1, table 2). */
        public boolean isTransient() {
            return message.toLowerCase(Locale.ROOT).startsWith("transientfault");
        }

        /** Whether it begins with one of the standard's words, so that it concerns the request and not the data. */
        boolean isNamed() {
            return message.matches("(?is)(NotFound|Usage|Transient|Fatal|Default)?Fault\\b.*");
        }

        boolean isAuthorisation() {
            return message.matches("(?is).*(authori[sz]|authenti|proprietary|permission|forbidden|not public"
                    + "|not yet public|access denied).*");
        }
    }

    /** Violates the standard, and so is not usable. */
    record Broken(String sentence, String semantics) implements Link {
        public Broken(String sentence) {
            this(sentence, "");
        }
    }
}
