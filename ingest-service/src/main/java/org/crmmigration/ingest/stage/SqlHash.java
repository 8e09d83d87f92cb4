package org.crmmigration.ingest.stage;

import java.sql.SQLException;
import org.crmmigration.messaging.value.KeyedHash;
import org.sqlite.Function;

/** Lets statements hash with a migration's secret: {@code hmac(text)}. */
public final class SqlHash extends Function {

    private final KeyedHash hash;

    private SqlHash(KeyedHash hash) {
        this.hash = hash;
    }

    /** Makes the function known to a connection. */
    public static void register(Sql sql, KeyedHash hash) throws SQLException {
        Function.create(sql.connection(), "hmac", new SqlHash(hash));
    }

    @Override
    protected void xFunc() throws SQLException {
        result(hash.of(value_text(0)));
    }
}
