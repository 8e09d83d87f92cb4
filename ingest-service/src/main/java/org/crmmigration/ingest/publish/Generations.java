package org.crmmigration.ingest.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.stage.FieldHashes;
import org.crmmigration.ingest.stage.RecordHashes;
import org.crmmigration.ingest.stage.RecordHashes.Known;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.ingest.table.Tables;

/**
 * The hashes of the records of this generation, and of their fields, and those of the one before. A publication that was
 * interrupted begins with the first record again, whatever stands in the sink, so this generation's are written anew.
 */
final class Generations implements AutoCloseable {

    /** Stands for a field whose name is not known any more. */
    private static final String UNNAMED = "another";

    private final Tables tables;
    private final RecordHashes before;
    private final FieldHashes fieldsBefore;
    private final RecordHashes.Writer now;
    private final FieldHashes.Writer fieldsNow;
    private final Map<Integer, String> names = new HashMap<>();

    /**
     * Opens a generation, and readies the one before to be compared with.
     *
     * @param names of fields that records of the one before may have
     */
    Generations(Staging staging, int generation, Set<String> names) {
        tables = staging.tables();
        before = new RecordHashes(staging.hashes(generation - 1), tables);
        fieldsBefore = new FieldHashes(staging.fieldHashes(generation - 1));
        now = new RecordHashes.Writer(staging.hashes(generation));
        fieldsNow = new FieldHashes.Writer(staging.fieldHashes(generation));
        names.forEach(name -> this.names.put(name.hashCode(), name));
        try {
            Files.deleteIfExists(staging.hashes(generation - 2));
            Files.deleteIfExists(staging.fieldHashes(generation - 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record in the generation before, empty when it was not there. Any thread may ask. */
    Optional<Known> before(String key) {
        return before.of(key);
    }

    /** Which fields of a record are others than they were: {@code flags} and {@code ref.role} besides its own. Any thread may ask. */
    Set<String> changed(Packed record, long[] fields, Known earlier) {
        Map<Integer, Long> gone = new HashMap<>();
        for (long field : fieldsBefore.at(earlier.fields())) {
            gone.put(FieldHashes.name(field), field);
        }
        Map<Integer, Long> differing = new HashMap<>();
        for (long field : fields) {
            Long was = gone.remove(FieldHashes.name(field));
            if (was == null || was != field) {
                differing.put(FieldHashes.name(field), field);
            }
        }
        Set<String> changed = new TreeSet<>();
        record.fieldNames().stream()
                .filter(name -> differing.containsKey(name.hashCode()) || gone.remove(name.hashCode()) != null)
                .forEach(changed::add);
        gone.keySet().forEach(name -> changed.add(names.getOrDefault(name, UNNAMED)));
        return changed;
    }

    /** Adds the next record. */
    void add(String key, String hash, long[] fields) {
        now.add(key, hash, fieldsNow.add(fields));
    }

    /** Returns when this generation can be compared with from now on. */
    void save() {
        fieldsNow.force();
        now.force();
    }

    @Override
    public void close() {
        now.close();
        fieldsNow.close();
        fieldsBefore.close();
        tables.close();
    }
}
