package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.problem.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeCursorTest {

    private static final String A = "01m817ykta51zyqqpjbdrc5yb7";
    private static final String B = "01m817ykta51zyqqpjbdaaaaaa";
    private static final String TWIN_OF_B = "01m817yktzzzzzzzpjbdaaaaaa";

    private static CompositeCursor read(String header, String query, String... searches) {
        return CompositeCursor.of(header, QueryParameters.of(query, Set.of("after", "lastEventId")), List.of(searches));
    }

    @Test
    void eachSearchHasItsPlaceAndOneLeftOutIsAtItsBeginning() {
        CompositeCursor places = read("jbdaaaaaa:7", "", A, B);

        assertThat(places.in(A)).isZero();
        assertThat(places.in(B)).isEqualTo(7);
        places.moveTo(A, 12);
        assertThat(places).hasToString("bdrc5yb7:12,bdaaaaaa:7");
    }

    @Test
    void wholeIdsAreUnderstoodAndTheHeaderWins() {
        CompositeCursor places = read(A + ":3," + B + ":4", "after=" + A + ":9", A, B);

        assertThat(places.in(A)).isEqualTo(3);
        assertThat(places.in(B)).isEqualTo(4);
        assertThat(read(null, "lastEventId=" + A + ":9", A, B).in(A)).isEqualTo(9);
    }

    @Test
    void nothingAndZeroAreTheBeginningOfAll() {
        assertThat(read(null, "", A, B)).hasToString("0");
        assertThat(read("0", "", A, B)).hasToString("0");
        assertThat(read("", "after=0", A, B)).hasToString("0");
    }

    @Test
    void searchesWhoseIdsEndAlikeAreNamedInFull() {
        var places = new CompositeCursor(List.of(B, TWIN_OF_B));
        places.moveTo(TWIN_OF_B, 5);

        assertThat(places).hasToString(TWIN_OF_B + ":5");
        assertThat(read(places.toString(), "", B, TWIN_OF_B).in(TWIN_OF_B)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                                                    | which search
            bdrc5yb7                                             | SEARCH:SEQ
            bdrc5yb7:                                            | SEARCH:SEQ
            bdrc5yb7:1,                                          | SEARCH:SEQ
            bdrc5yb7:-1                                          | SEARCH:SEQ
            bdrc5yb7:1 bdaaaaaa:2                                | SEARCH:SEQ
            bdrc5yb7:1,bdrc5yb7:2                                | twice
            rc5yb7:1                                             | not one of the searches
            nosuch00:1                                           | not one of the searches
            01m817ykta51zyqqpjbdcccccc:1                         | not one of the searches
            bdaaaaaa:1                                           | more than one
            bdrc5yb7:9999999999999999999                         | SEARCH:SEQ
            """)
    void whatIsNoCursorOfTheseSearchesIsRefusedByName(String text, String why) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(text, "", A, B, TWIN_OF_B));

        assertThat(problem.members()).containsEntry("parameter", "Last-Event-ID");
        assertThat(problem.detail()).contains(why);
        assertThat(problem.kind().status()).isEqualTo(400);
    }

    @Test
    void aCursorIsNoLongerThanItsSearchesNeed() {
        String endless = "bdrc5yb7:1,".repeat(10_000) + "bdrc5yb7:1";
        assertThat(catchThrowableOfType(Problem.class, () -> read(endless, "", A))
                        .detail())
                .contains("longer");

        var ids = new SearchIds(Clock.systemUTC());
        var searches = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            searches.add(ids.next());
        }
        var places = new CompositeCursor(searches);
        searches.forEach(search -> places.moveTo(search, 1234));
        assertThat(places.toString()).hasSize(50 * 14 - 1);
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @Size(min = 1, max = 50) List<@LongRange(max = 1L << 40) Long> seqs) {
        var ids = new SearchIds(Clock.systemUTC());
        List<String> searches = seqs.stream().map(seq -> ids.next()).toList();
        var places = new CompositeCursor(searches);
        for (int i = 0; i < seqs.size(); i++) {
            places.moveTo(searches.get(i), seqs.get(i));
        }

        CompositeCursor again = read(places.toString(), "", searches.toArray(String[]::new));

        for (int i = 0; i < seqs.size(); i++) {
            assertThat(again.in(searches.get(i))).isEqualTo(seqs.get(i));
        }
    }
}
