package dev.voyage.search.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        event_cl/*,        event_cl/a.evt.gz,        true
        event_cl/*,        event_cl/deep/a.evt.gz,   false
        event_cl/,         event_cl/deep/a.evt.gz,   true
        /event_cl/*,       event_cl/a.evt.gz,        true
        *.jpg,             preview.jpg,              true
        *.jpg,             hk/deep/preview.jpg,      true
        *.jpg,             preview.jpg.gz,           false
        **/*.gz,           a.gz,                     true
        **/*.gz,           x/y/a.gz,                 true
        a/**/b,            a/b,                      true
        a/**/b,            a/x/y/b,                  true
        a/**/b,            a/x/yb,                   false
        nu?A.evt,          nu1A.evt,                 true
        nu?A.evt,          nu12A.evt,                false
        hk/?/x,            hk///x,                   false
        [a].txt,           [a].txt,                  true
        """)
    void aPatternCoversWhatItSays(String glob, String path, boolean covers) {
        assertThat(Globs.matches(glob, path)).isEqualTo(covers);
    }

    @Test
    void excludingIsStrongerThanIncluding() {
        var globs = new Globs(List.of("event_cl/"), List.of("*.jpg"));
        assertThat(globs.wants("event_cl/a.evt.gz")).isTrue();
        assertThat(globs.wants("event_cl/a.jpg")).isFalse();
        assertThat(globs.wants("hk/a.hk")).isFalse();
        assertThat(new Globs(List.of(), List.of()).wants("anything")).isTrue();
    }

    @Test
    void aHostilePatternTakesNoLongerThanItsLengthTimesThePath() {
        assertThat(Globs.matches("*a".repeat(1000) + "b", "a".repeat(4000))).isFalse();
    }
}
