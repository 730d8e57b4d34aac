package dev.voyage.journal;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** The database: one connection for each read or transaction, never on the caller's thread. */
record Store(DataSource source, Executor readers) {

    /** What is asked of one connection. */
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The answer; fails with {@code STORAGE} when the database does. */
    <T> Uni<T> read(Query<T> query) {
        return Uni.createFrom().item(() -> blocking(query)).runSubscriptionOn(readers);
    }

    private <T> T blocking(Query<T> query) {
        try (Connection connection = source.getConnection()) {
            return query.run(connection);
        } catch (SQLException cause) {
            throw problem(cause);
        }
    }

    /** The sentence does not quote the database, whose messages have paths in them. */
    static Problem problem(SQLException cause) {
        return Problem.of(Kind.STORAGE, "the store of searches does not work", cause);
    }

    static Problem unknown(String search) {
        return Problem.of(Kind.NOT_FOUND, "there is no search " + Quoted.of(search));
    }
}
