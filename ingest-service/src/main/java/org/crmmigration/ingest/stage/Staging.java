package org.crmmigration.ingest.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.table.Tables;

/**
 * The directory of one migration: {@code staging.*} with what was read, {@code scratch.*} with what folding made of it,
 * {@code exports.sqlite} with what was handed in, and files that were uploaded. It holds personal data. An instance that
 * takes a migration over needs the same directory, so it lies on a volume that all instances of the service share.
 */
public final class Staging {

    /** Changes with what is kept of rows and where. */
    private static final int LAYOUT = 4;
    /** Two that make a file at the same time would each wait for the other, which SQLite answers at once with a refusal. */
    private static final ReentrantLock OPENING = new ReentrantLock();

    private final Path directory;

    /** A migration's directory; it need not exist yet. */
    public Staging(Path dataDirectory, String migration) {
        this.directory = dataDirectory.resolve(migration);
    }

    /** Whether anything was handed in. */
    public boolean exists() {
        return Files.exists(directory.resolve("exports.sqlite"));
    }

    /**
     * Opens what was read.
     *
     * @throws IngestException when another release read it
     */
    public Sql rows() {
        Sql sql = open("staging.sqlite", "staging.sql");
        long layout = sql.number("pragma user_version").orElse(0L);
        boolean empty = sql.number("select 1 from file limit 1").isEmpty();
        if (layout != LAYOUT && !empty) {
            sql.close();
            throw new IngestException(
                    "another release of this service read the exports of this migration, which this one"
                            + " cannot take up; go on with that release, or erase the migration and hand them in again");
        }
        if (layout != LAYOUT) {
            sql.commit(); // a transaction that began by reading cannot write once another connection did
            sql.script("pragma user_version = " + LAYOUT);
            sql.commit();
        }
        return sql;
    }

    /**
     * Opens what was read together with what folding makes of it, for the one thread that works on the migration.
     *
     * @param fresh whether what an earlier fold made is thrown away first
     */
    public Sql work(boolean fresh) {
        Path scratch = directory.resolve("scratch.sqlite");
        try {
            if (fresh) {
                Files.deleteIfExists(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sql sql = rows();
        sql.attach(scratch);
        return sql;
    }

    /** Opens the cells of contacts and transactions as they were read; what is added is lasting with the commit behind it. */
    public Payloads cells() {
        return new Payloads(directory.resolve("staging.cells"), false);
    }

    /** Opens the log of the rows of transactions as they were read. */
    public RowLog log(Sql sql) {
        return new RowLog(sql, directory.resolve("staging.log"));
    }

    /**
     * Opens the bytes that folding makes.
     *
     * @param fresh whether what an earlier fold made is thrown away first
     */
    public Payloads payloads(boolean fresh) {
        return new Payloads(directory.resolve("scratch.bytes"), fresh);
    }

    /** Where the list of what folding made lies. */
    public Path listing() {
        return directory.resolve("scratch.list");
    }

    /** Where the hashes of a generation's records lie, with which the next one is compared. */
    public Path hashes(int generation) {
        return directory.resolve("staging.hashes-" + generation);
    }

    /** Where the hashes of the fields of a generation's records lie. */
    public Path fieldHashes(int generation) {
        return directory.resolve("staging.fields-" + generation);
    }

    /** Opens tables that folding or publication needs while it works. */
    public Tables tables() {
        return new Tables(directory.resolve("scratch"));
    }

    /** Returns when what folding made would outlast a power cut. */
    public void force(Payloads payloads) {
        payloads.force();
        for (Path file : List.of(directory.resolve("scratch.sqlite"), listing())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Opens what was handed in. */
    public Sql exports() {
        return open("exports.sqlite", "exports.sql");
    }

    /** Where the files of an export are uploaded to. */
    public Path uploads(String export) {
        return directory.resolve("uploads").resolve(export);
    }

    /** Where the migration's own rules of what tags betray lie, if it has any. */
    public Path behaviours() {
        return directory.resolve("behaviours.yaml");
    }

    /** Where answers of the source's API lie for an export. */
    public Path answers(String export) {
        return directory.resolve("api").resolve(export);
    }

    /** Deletes everything. */
    public void erase() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sql open(String file, String script) {
        OPENING.lock();
        try {
            return opened(file, script);
        } finally {
            OPENING.unlock();
        }
    }

    private Sql opened(String file, String script) {
        Sql sql = new Sql(directory.resolve(file));
        try (InputStream in = Objects.requireNonNull(Staging.class.getResourceAsStream(script))) {
            sql.script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql.commit();
        return sql;
    }
}
