package dev.voyage.download;

import java.util.List;

/** What a look at a file in its place has found. */
public sealed interface Verdict {

    /** Whether it is the file that was put there. */
    default boolean isRight() {
        return false;
    }

    /** One sentence without a path; for a right file, what was checked. */
    String what();

    /**
     * It is.
     *
     * @param verified {@code size}, {@code sha256}, and what its structure proves: {@code gzip},
     *     {@code fits}, {@code checksum}
     */
    record Right(List<String> verified) implements Verdict {
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
    }

    /** There is nothing. */
    record Missing() implements Verdict {
        @Override
        public String what() {
            return "it is not there";
        }
    }

    /** Its end is missing. */
    record TooShort(long bytes, long expected) implements Verdict {
        @Override
        public String what() {
            return "it has " + bytes + " bytes of " + expected;
        }
    }

    /** It has more than it should. */
    record TooLong(long bytes, long expected) implements Verdict {
        @Override
        public String what() {
            return "it has " + bytes + " bytes instead of " + expected;
        }
    }

    /**
     * It has the right size and the wrong bytes.
     *
     * @param what the most telling of what is wrong: its structure, else its hash
     */
    record Corrupt(String what) implements Verdict {}

    /** Something is there that cannot be looked at, or is no file: links are not followed. */
    record Unreadable(String what) implements Verdict {}
}
