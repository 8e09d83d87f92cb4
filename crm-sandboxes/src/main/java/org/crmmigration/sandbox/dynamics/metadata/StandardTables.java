package org.crmmigration.sandbox.dynamics.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.crmmigration.sandbox.dynamics.metadata.Column.Access;
import org.crmmigration.sandbox.dynamics.metadata.Column.Bounds;
import org.crmmigration.sandbox.dynamics.metadata.Column.Required;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OnDelete;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;

/**
 * The tables that every environment with Dynamics 365 Sales has, read from {@code standard-tables.txt}. The file explains
 * its own form. Relationships wait until all tables are known.
 */
public final class StandardTables {

    private final Metadata metadata = new Metadata();
    private final List<Relationship> relationships = new ArrayList<>();

    private StandardTables() {}

    /** A fresh environment's definitions. */
    public static Metadata load() {
        StandardTables tables = new StandardTables();
        List<String> lines = lines();
        TableDefinition current = null;
        for (String line : lines) {
            List<String> words = Arrays.asList(line.split(" +", -1));
            if (words.getFirst().equals("table")) {
                current = tables.table(words);
            } else {
                tables.line(Objects.requireNonNull(current, "a line before the first table"), words);
            }
        }
        tables.relationships.forEach(tables.metadata::put);
        return tables.metadata;
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(
                        StandardTables.class.getResourceAsStream("standard-tables.txt"), "standard-tables.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TableDefinition table(List<String> words) {
        String name = words.get(1);
        TableDefinition table = new TableDefinition(
                new TableDefinition.Names(name, name, words.get(2), words.get(3), words.get(4), name),
                new TableDefinition.Traits(
                        words.contains("owned"), words.contains("activity"), words.contains("bulk"), false));
        metadata.put(table);
        SystemColumns.addTo(metadata, table);
        return table;
    }

    private void line(TableDefinition table, List<String> words) {
        switch (words.getFirst()) {
            case "states" -> states(table, words.subList(1, words.size()));
            case "lookup", "customer" -> lookup(table, words);
            default -> column(table, words);
        }
    }

    private void states(TableDefinition table, List<String> words) {
        List<OptionSet.Option> states = new ArrayList<>();
        List<OptionSet.Option> reasons = new ArrayList<>();
        for (String word : words) {
            List<String> parts = Arrays.asList(word.split("[:,]", -1));
            OptionSet.Option state = option(parts.getFirst());
            states.add(state);
            parts.subList(1, parts.size()).forEach(part -> {
                OptionSet.Option reason = option(part);
                reasons.add(new OptionSet.Option(reason.value(), reason.label(), state.value()));
            });
        }
        SystemColumns.addStates(metadata, table, states, reasons);
    }

    private void column(TableDefinition table, List<String> words) {
        String name = words.get(1);
        ColumnType type = type(words.getFirst());
        String choice = "";
        Bounds bounds = Bounds.NONE;
        if (type == ColumnType.PICKLIST || type == ColumnType.BOOLEAN) {
            choice = table.logicalName() + "_" + name;
            String listed = words.size() > 2 && words.get(2).contains("=") ? words.get(2) : "0=No,1=Yes";
            metadata.put(new OptionSet(
                    choice,
                    false,
                    Arrays.stream(listed.split(",", -1))
                            .map(StandardTables::option)
                            .toList()));
        } else if (type.isText()) {
            bounds = Bounds.text(Integer.parseInt(words.get(2)));
        } else if (type.isNumber()) {
            bounds = range(type, words);
        }
        String behavior = words.getFirst().equals("date") ? "DateOnly" : "UserLocal";
        metadata.put(Column.of(table.logicalName(), name, type)
                .bounds(bounds)
                .access(access(words))
                .required(required(words))
                .format(format(words.getFirst()), type == ColumnType.DATETIME ? behavior : "")
                .optionSet(choice)
                .build());
    }

    private void lookup(TableDefinition table, List<String> words) {
        String name = words.get(1);
        boolean customer = words.getFirst().equals("customer");
        List<String> targets = new ArrayList<>();
        for (String word : words.subList(2, words.size())) {
            if (word.contains("=")) {
                String[] parts = word.split("[=:]", -1);
                targets.add(parts[0]);
                boolean named = customer || words.contains("poly");
                String nav = named ? name + "_" + parts[0] : name;
                String single = words.contains("regarding") ? nav + "_" + table.logicalName() : nav;
                String collection = parts[1];
                relationships.add(new OneToMany(
                        collection,
                        parts[0],
                        table.logicalName(),
                        name,
                        single,
                        collection,
                        OnDelete.ofWord(parts[2])));
            }
        }
        ColumnType type = customer ? ColumnType.CUSTOMER : ColumnType.LOOKUP;
        metadata.put(Column.of(table.logicalName(), name, type)
                .access(access(words))
                .required(required(words))
                .targets(targets)
                .build());
    }

    private static Bounds range(ColumnType type, List<String> words) {
        int digits = type == ColumnType.INTEGER ? 0 : 2;
        return words.size() > 3 && words.get(3).matches("-?[0-9eE+.]+")
                ? Bounds.range(new BigDecimal(words.get(2)), new BigDecimal(words.get(3)), digits)
                : Bounds.range(new BigDecimal("-1e12"), new BigDecimal("1e12"), digits);
    }

    private static OptionSet.Option option(String text) {
        int at = text.indexOf('=');
        return new OptionSet.Option(
                Integer.parseInt(text.substring(0, at)), text.substring(at + 1).replace('_', ' '));
    }

    private static Access access(List<String> words) {
        if (words.contains("read")) {
            return Access.READ_ONLY;
        }
        return words.contains("create") ? Access.CREATE_ONLY : Access.FULL;
    }

    private static Required required(List<String> words) {
        if (words.contains("sys")) {
            return Required.SYSTEM;
        }
        return words.contains("app") ? Required.APPLICATION : Required.NONE;
    }

    private static ColumnType type(String word) {
        return switch (word) {
            case "text" -> ColumnType.STRING;
            case "memo" -> ColumnType.MEMO;
            case "int" -> ColumnType.INTEGER;
            case "decimal" -> ColumnType.DECIMAL;
            case "double" -> ColumnType.DOUBLE;
            case "money" -> ColumnType.MONEY;
            case "bool" -> ColumnType.BOOLEAN;
            case "date", "datetime" -> ColumnType.DATETIME;
            case "choice" -> ColumnType.PICKLIST;
            case "guid" -> ColumnType.UNIQUEIDENTIFIER;
            default -> throw new IllegalArgumentException("no type is called '" + word + "'");
        };
    }

    private static String format(String word) {
        return switch (word) {
            case "date" -> "DateOnly";
            case "datetime" -> "DateAndTime";
            case "memo" -> "TextArea";
            case "text" -> "Text";
            default -> "";
        };
    }
}
