package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import org.junit.jupiter.api.Test;

class ReadersTest {

    @Test
    void whoeverWaitsIsToldWhenTheServerStopsAndAtOnceAfterwards() {
        var readers = new Readers();
        var early = readers.stops().subscribe().asCompletionStage();
        assertThat(early).isNotDone();

        readers.stop(new ShutdownEvent());

        assertThat(early).isDone();
        assertThat(readers.stops().subscribe().asCompletionStage()).isDone();
    }
}
