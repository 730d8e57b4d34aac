package dev.voyage.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventFramesTest {

    @Test
    void aFrameHasIdTypeAndOneLineOfData() {
        assertThat(EventFrames.sse("s:7", "file.found", EventFrames.utf8("{\"a\":\"ü\"}"))
                        .toString())
                .isEqualTo("id: s:7\nevent: file.found\ndata: {\"a\":\"ü\"}\n\n");
    }

    @Test
    void whatIsNoPlaceToResumeFromHasNoId() {
        assertThat(EventFrames.sse(null, "file.progress", EventFrames.utf8("{}"))
                        .toString())
                .isEqualTo("event: file.progress\ndata: {}\n\n");
    }

    @Test
    void aLineOfNdjsonIsTheJson() {
        assertThat(EventFrames.ndjson(EventFrames.utf8("{}")).toString()).isEqualTo("{}\n");
    }
}
