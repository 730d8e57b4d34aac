package dev.voyage.settings;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Converters of whole numbers with bounds, for {@code @WithConverter}. A value out of range stops the start with the name of its
 * setting. A validation framework would do the same for a third of the whole start-up time.
 */
public final class NumberBounds {

    private NumberBounds() {}

    private static long atLeast(long least, long most, String text) {
        long number;
        try {
            number = Long.parseLong(text.trim());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("must be a whole number", notANumber);
        }
        if (number < least) {
            throw new IllegalArgumentException("must be at least " + least);
        }
        if (number > most) {
            throw new IllegalArgumentException("must be at most " + most);
        }
        return number;
    }

    /** From 1 to the largest {@code int}. */
    @RegisterForReflection
    public static final class PositiveInt implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String text) {
            return (int) atLeast(1, Integer.MAX_VALUE, text);
        }
    }

    /** From 0 to the largest {@code int}. */
    @RegisterForReflection
    public static final class NaturalInt implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String text) {
            return (int) atLeast(0, Integer.MAX_VALUE, text);
        }
    }

    /** From 0 to 100. */
    @RegisterForReflection
    public static final class UpToHundred implements Converter<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer convert(String text) {
            return (int) atLeast(0, 100, text);
        }
    }

    /** From 1 to the largest {@code long}. */
    @RegisterForReflection
    public static final class PositiveLong implements Converter<Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long convert(String text) {
            return atLeast(1, Long.MAX_VALUE, text);
        }
    }

    /** From 0 to the largest {@code long}. */
    @RegisterForReflection
    public static final class NaturalLong implements Converter<Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long convert(String text) {
            return atLeast(0, Long.MAX_VALUE, text);
        }
    }
}
