package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    @Test
    void whoeverWaitsIsToldWhenTheServerStopsAndAtOnceAfterwards() {
        var readers = new OpenStreams();
        var early = readers.stops().subscribe().asCompletionStage();
        assertThat(early).isNotDone();

        readers.stop(new ShutdownEvent());

        assertThat(early).isDone();
        assertThat(readers.stops().subscribe().asCompletionStage()).isDone();
    }
}
