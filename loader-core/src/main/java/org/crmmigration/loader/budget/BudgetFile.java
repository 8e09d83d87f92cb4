package org.crmmigration.loader.budget;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A small file per account, replaced as a whole. A file that cannot be read counts as none. */
public final class BudgetFile implements BudgetMemory {

    private static final String WINDOW = "window.";

    private final Path file;

    /** Remembers in the given file. */
    public BudgetFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Used> read() {
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            text.load(reader);
            return Optional.of(used(text));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(Used used) {
        Properties text = new Properties();
        text.setProperty("at", used.at().toString());
        LocalDate day = used.day();
        if (day != null) {
            text.setProperty("day", day.toString());
        }
        text.setProperty("amount", Double.toString(used.amount()));
        used.windows().forEach((name, calls) -> text.setProperty(WINDOW + name, calls.toString()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                text.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the budget file " + file + " cannot be written", e);
        }
    }

    private static Used used(Properties text) {
        Map<String, Integer> windows = new HashMap<>();
        for (String name : text.stringPropertyNames()) {
            if (name.startsWith(WINDOW)) {
                windows.put(name.substring(WINDOW.length()), Integer.valueOf(text.getProperty(name)));
            }
        }
        String day = text.getProperty("day");
        return new Used(
                Instant.parse(text.getProperty("at")),
                day == null ? null : LocalDate.parse(day),
                Double.parseDouble(text.getProperty("amount")),
                windows);
    }
}
