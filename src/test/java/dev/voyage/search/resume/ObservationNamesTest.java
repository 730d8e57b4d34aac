package dev.voyage.search.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.cone.ConeEvent;
import dev.voyage.cone.identity.RowHash;
import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.Target;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationNamesTest {

    private static final ConeKey HERE = new ConeKey("t1", null);
    private static final ConeKey THERE = new ConeKey("t2", null);

    private final ObservationNames names = new ObservationNames();

    private static ConeEvent.Observation row(String ownId, long content) {
        var identity = new RowIdentity(new RowHash(content, 7), new RowHash(0, 0));
        return new ConeEvent.Observation(ownId, identity, null, null, false, new Row(new Columns(List.of())));
    }

    private static ConeTask pair(String prefix) {
        return new ConeTask(new ConeKey(null, prefix.isEmpty() ? null : prefix), Target.named("x"), "c", prefix);
    }

    @Test
    void theFirstHasTheIdAndOthersHaveDigitsOfTheirContent() {
        assertThat(names.give(pair(""), row("A", 1), false)).isEqualTo("A");
        assertThat(names.give(pair(""), row("A", 0xabc), false)).isEqualTo("A~0000000000000abc");
        assertThat(names.give(pair(""), row("a", 3), false)).isEqualTo("a");
        assertThat(names.give(pair(""), row(null, 4), false)).isEqualTo("row~0000000000000004");
        assertThat(names.give(pair("cat/"), row("A", 5), false)).isEqualTo("cat/A");
    }

    /** Two concurrent cone searches look up the row before either has assigned an id. */
    @Test
    void aRowThatTwoConeSearchesMeetAtOnceHasOneId() {
        assertThat(names.of(HERE, new RowHash(4, 7), 1)).isEmpty();
        assertThat(names.of(THERE, new RowHash(4, 7), 1)).isEmpty();

        assertThat(names.give(pair(""), row(null, 4), false)).isEqualTo("row~0000000000000004");
        assertThat(names.give(pair(""), row(null, 4), false)).isEqualTo("row~0000000000000004");
    }

    @Test
    void anIdThatLooksLikeSuchANameTakesNobodys() {
        assertThat(names.give(pair(""), row("A~0000000000000abc", 1), false)).isEqualTo("A~0000000000000abc");
        assertThat(names.give(pair(""), row("A", 2), false)).isEqualTo("A");
        assertThat(names.give(pair(""), row("A", 0xabc), false)).isEqualTo("A~0000000000000abc0000000000000007");
        assertThat(names.give(pair(""), row("row~0000000000000004", 9), false)).isEqualTo("row~0000000000000004");
        assertThat(names.give(pair(""), row(null, 4), false)).isEqualTo("row~00000000000000040000000000000007");
    }

    @Test
    void aRowIsCalledTheSameWhereverItIsMet() {
        String id = names.give(pair(""), row("A", 1), false);

        assertThat(names.of(HERE, new RowHash(1, 7), 1)).contains(id);
        assertThat(names.of(THERE, new RowHash(1, 7), 2)).contains(id);
        assertThat(names.of(THERE, new RowHash(1, 8), 1)).isEmpty();
        assertThat(names.of(new ConeKey("t1", "other"), new RowHash(1, 7), 1)).isEmpty();
    }

    @Test
    void rowsOfAnOlderJournalKeepTheNamesTheyHad() {
        var content = new RowIdentity(new RowHash(1, 7), new RowHash(5, 5));
        names.remember(new KnownRow("row-4", null, content));
        names.remember(new KnownRow("row-6", null, content));

        assertThat(names.of(HERE, content.content(), 1)).contains("row-4");
        assertThat(names.of(HERE, content.content(), 2)).contains("row-6");
        assertThat(names.of(HERE, content.content(), 3)).contains("row-6");
        assertThat(names.placed(HERE, content.place())).as("two candidates").isEmpty();
    }

    @Test
    void whoSelectsFirstOwns() {
        String id = names.give(pair(""), row("A", 1), false);

        assertThat(names.owner(id)).isEmpty();
        assertThat(names.selects(id, HERE)).isTrue();
        assertThat(names.selects(id, THERE)).isFalse();
        assertThat(names.selects(id, HERE)).as("again in the same response").isFalse();
        assertThat(names.owner(id)).contains(HERE);
    }

    @ParameterizedTest
    @CsvSource({
        "A, false",
        "A~2, false",
        "A~0123456789abcdef, true",
        "A~0123456789abcdef0123456789abcdef, true",
        "A~0123456789abcdef0123456789abcdef~2, true",
        "row~0123456789abcdef, false",
        "row~0123456789abcdef0123456789abcdef, false",
    })
    void anIdSaysWhetherItIsShared(String id, boolean shared) {
        assertThat(ObservationNames.isShared(ConeKey.ONLY, id)).isEqualTo(shared);
        assertThat(ObservationNames.isShared(new ConeKey(null, "cat"), "cat/" + id))
                .isEqualTo(shared);
    }
}
