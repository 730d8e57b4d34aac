package dev.voyage.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours appear only where they are wanted. */
class TerminalStyleTest {

    @Test
    void coloursNeedATerminalThatHasThemAndAUserWhoDoesNotObject() {
        assertThat(TerminalStyle.of(true, Map.of()).colours()).isTrue();
        assertThat(TerminalStyle.of(true, Map.of("NO_COLOR", "")).colours()).isTrue();
        assertThat(TerminalStyle.of(true, Map.of("NO_COLOR", "0")).colours()).isFalse();
        assertThat(TerminalStyle.of(true, Map.of("TERM", "dumb")).colours()).isFalse();
        assertThat(TerminalStyle.of(false, Map.of()).colours()).isFalse();
    }

    @Test
    void wordsHaveTheColourOfTheirMeaning() {
        var style = new TerminalStyle(true);

        assertThat(style.state("complete")).isEqualTo("\u001b[32mcomplete\u001b[0m");
        assertThat(style.state("partial")).startsWith("\u001b[33m");
        assertThat(style.state("failed")).startsWith("\u001b[31m");
        assertThat(style.state("EXECUTING")).isEqualTo("EXECUTING");
        assertThat(TerminalStyle.PLAIN.bad("x")).isEqualTo("x");
    }
}
