package dev.voyage.journal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.testsupport.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseConnectionTest {

    @TempDir
    Path directory;

    @Test
    void leavesNoConnectionOpenThatWasOpenedWhileItClosed() throws Exception {
        var opened = new AtomicReference<Connection>();
        var itself = new AtomicReference<LeaseConnection>();
        itself.set(new LeaseConnection(() -> {
            opened.set(TestPostgres.in(directory).getConnection());
            itself.get().close(); // as from another thread
            return opened.get();
        }));

        assertThatThrownBy(() -> itself.get().run(connection -> "used")).isInstanceOf(SQLException.class);

        assertThat(opened.get().isClosed()).isTrue();
    }

    @Test
    void opensAnewAfterAFailure() throws Exception {
        try (var connection = new LeaseConnection(TestPostgres.in(directory)::getConnection)) {
            Connection first = connection.run(open -> open);
            assertThat(connection.<Connection>run(open -> open)).isSameAs(first);
            assertThatThrownBy(() -> connection.run(open -> {
                        throw new SQLException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(first.isClosed()).isTrue();
            assertThat(connection.<Connection>run(open -> open).isValid(1)).isTrue();
        }
    }
}
