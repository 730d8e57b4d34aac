package dev.voyage.journal.store;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** The database: one connection for each read or transaction, never on the caller's thread. */
public record Store(DataSource source, Executor readers, StoreDialect dialect) {

    /** A query on one connection. */
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The result; fails with {@code STORAGE} when the database does. */
    public <T> Uni<T> read(Query<T> query) {
        return Uni.createFrom().item(() -> blocking(query)).runSubscriptionOn(readers);
    }

    private <T> T blocking(Query<T> query) {
        try (Connection connection = source.getConnection()) {
            return dialect == StoreDialect.POSTGRESQL ? inTransaction(connection, query) : query.run(connection);
        } catch (SQLException cause) {
            throw problem(cause);
        }
    }

    /** Outside of a transaction, PostgreSQL's driver holds all rows of a result in memory, not some at a time. */
    private static <T> T inTransaction(Connection connection, Query<T> query) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return query.run(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The message does not quote the database, since its messages contain paths. */
    static Problem problem(SQLException cause) {
        return Problem.of(ProblemType.STORAGE, "the store of searches does not work", cause);
    }

    public static Problem unknown(String search) {
        return Problem.of(ProblemType.NOT_FOUND, "there is no search " + QuotedText.of(search));
    }
}
