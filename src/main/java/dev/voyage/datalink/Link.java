package dev.voyage.datalink;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a {links} answer. DataLink 1.1, 3.2 allows exactly one of access_url, service_def and
 * error_message: another one cannot be written down, and a row that has more or none is {@code
 * Broken}.
 */
sealed interface Link {

    /**
     * An address. Text that the row does not give is empty.
     *
     * @param bytes null where the row does not say
     * @param cloudAccess raw JSON, or null
     * @param allowed whether we may read it, as far as the row says (link_authorized)
     */
    record Address(
            String url,
            String semantics,
            String contentType,
            String description,
            Long bytes,
            String cloudAccess,
            boolean allowed)
            implements Link {

        boolean isDatalink() {
            return MediaType.isDatalink(contentType);
        }

        Linked.Other other() {
            return new Linked.Other(url, semantics, contentType, description);
        }
    }

    /** A service that is described in the document. */
    record Service(String definition, String semantics, String contentType, String description) implements Link {
        Linked.Other other() {
            return new Linked.Other("#" + definition, semantics, contentType, description);
        }
    }

    /** There is nothing, and why. */
    record Fault(String message) implements Link {

        private static final Pattern WORD = Pattern.compile("\\b(?:(?:[A-Z][a-z]+)+Fault\\b|Fault:)[^\"]*");

        /** The fault in a sentence that quotes one. */
        static Optional<Fault> in(String sentence) {
            Matcher word = WORD.matcher(sentence);
            return word.find() ? Optional.of(new Fault(word.group().strip())) : Optional.empty();
        }

        /** Worth asking again in a while (DataLink 1.1, table 2). */
        boolean isTransient() {
            return message.toLowerCase(Locale.ROOT).startsWith("transientfault");
        }

        /** One of the standard's words, so it is about the request and not about the data. */
        boolean isNamed() {
            return message.matches("(?is)(NotFound|Usage|Transient|Fatal|Default)?Fault\\b.*");
        }

        boolean isAuthorisation() {
            return message.matches("(?is).*(authori[sz]|authenti|proprietary|permission|forbidden|not public"
                    + "|not yet public|access denied).*");
        }
    }

    /** Against the standard, and so not usable. */
    record Broken(String sentence) implements Link {}
}
