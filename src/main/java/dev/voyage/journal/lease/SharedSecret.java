package dev.voyage.journal.lease;

import dev.voyage.journal.store.JdbcValues;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.sql.DataSource;

/** A random secret that all replicas of a service have: the first one that needs it makes it, and the store keeps it. */
public final class SharedSecret {

    private static final int BYTES = 32;

    private SharedSecret() {}

    /** The secret of this name; the same at all replicas, whichever asks first. Blocking. */
    public static byte[] of(DataSource store, String name) throws SQLException {
        try (Connection connection = store.getConnection()) {
            make(connection, name);
            try (var select = connection.prepareStatement("select secret from shared_secrets where name = ?")) {
                JdbcValues.set(select, name);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return HexFormat.of().parseHex(row.getString(1));
                }
            }
        }
    }

    private static void make(Connection connection, String name) throws SQLException {
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try (var insert = connection.prepareStatement(
                "insert into shared_secrets (name, secret) values (?, ?) on conflict (name) do nothing")) {
            JdbcValues.set(insert, name, HexFormat.of().formatHex(fresh));
            insert.executeUpdate();
        }
    }
}
