package dev.voyage.download.verify;

import java.util.List;

/** The result of checking a file in its place. */
public sealed interface FileVerdict {

    /** Whether it is the file that was stored there. */
    default boolean isRight() {
        return false;
    }

    /** The verdict in one word, such as {@code right}; the words are public. */
    String word();

    /** One sentence without a path; for a correct file, the checks that passed. */
    String what();

    /**
     * The file is correct.
     *
     * @param verified {@code size}, {@code sha256}, and the checks that its structure passes: {@code gzip}, {@code fits},
     *     {@code checksum}
     */
    record Right(List<String> verified) implements FileVerdict {
        public Right {
            verified = List.copyOf(verified);
        }

        @Override
        public boolean isRight() {
            return true;
        }

        @Override
        public String what() {
            return String.join(", ", verified);
        }

        @Override
        public String word() {
            return "right";
        }
    }

    /** The file does not exist. */
    record Missing() implements FileVerdict {
        @Override
        public String what() {
            return "it is not there";
        }

        @Override
        public String word() {
            return "missing";
        }
    }

    /** The end of the file is missing. */
    record TooShort(long bytes, long expected) implements FileVerdict {
        @Override
        public String what() {
            return "it has " + bytes + " bytes of " + expected;
        }

        @Override
        public String word() {
            return "short";
        }
    }

    /** The file is longer than recorded. */
    record TooLong(long bytes, long expected) implements FileVerdict {
        @Override
        public String what() {
            return "it has " + bytes + " bytes instead of " + expected;
        }

        @Override
        public String word() {
            return "long";
        }
    }

    /**
     * The file has the right size and the wrong bytes.
     *
     * @param what the most specific fault: its structure, else its hash
     */
    record Corrupt(String what) implements FileVerdict {
        @Override
        public String word() {
            return "corrupt";
        }
    }

    /** The path cannot be read, or is not a regular file: links are not followed. */
    record Unreadable(String what) implements FileVerdict {
        @Override
        public String word() {
            return "unreadable";
        }
    }
}
