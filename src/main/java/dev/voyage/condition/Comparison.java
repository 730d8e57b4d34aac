package dev.voyage.condition;

import dev.voyage.condition.syntax.Token;
import java.util.Arrays;
import java.util.Optional;

/** The comparison operators. */
enum Comparison {
    EQUAL("="),
    UNEQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String written;

    Comparison(String written) {
        this.written = written;
    }

    /** The operator of this token, {@code !=} being {@code <>}. */
    static Optional<Comparison> of(Token token) {
        String wanted = token.text().equals("!=") ? UNEQUAL.written : token.text();
        return token.kind() != Token.Kind.SIGN
                ? Optional.empty()
                : Arrays.stream(values()).filter(c -> c.written.equals(wanted)).findFirst();
    }

    /** Whether it tests equality only, which needs no order. */
    boolean isOfSameness() {
        return this == EQUAL || this == UNEQUAL;
    }

    /**
     * @param order as returned by {@link TermComparator}
     */
    Truth judge(int order) {
        if (order == TermComparator.UNKNOWN) {
            return Truth.UNKNOWN;
        }
        return Truth.of(
                switch (this) {
                    case EQUAL -> order == 0;
                    case UNEQUAL -> order != 0;
                    case LESS -> order < 0;
                    case AT_MOST -> order <= 0;
                    case MORE -> order > 0;
                    case AT_LEAST -> order >= 0;
                });
    }
}
