package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void aFrameHasIdTypeAndOneLineOfData() {
        assertThat(Frames.sse("s:7", "file.found", Frames.utf8("{\"a\":\"ü\"}")).toString())
                .isEqualTo("id: s:7\nevent: file.found\ndata: {\"a\":\"ü\"}\n\n");
    }

    @Test
    void whatIsNoPlaceToResumeFromHasNoId() {
        assertThat(Frames.sse(null, "file.progress", Frames.utf8("{}")).toString())
                .isEqualTo("event: file.progress\ndata: {}\n\n");
    }

    @Test
    void thePreambleSetsTheRetryAndFlushesProxies() {
        assertThat(Frames.PREAMBLE.toString())
                .startsWith("retry: 3000\n")
                .contains("\n:")
                .endsWith("\n\n");
        assertThat(Frames.HEARTBEAT.toString()).isEqualTo(":\n\n");
    }

    @Test
    void aLineOfNdjsonIsTheJson() {
        assertThat(Frames.ndjson(Frames.utf8("{}")).toString()).isEqualTo("{}\n");
    }
}
