package org.crmmigration.mapping.rule;

import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Names something an expression can read: a field of the record ({@code email}, {@code custom.size}), a reference
 * ({@code ref.company}), a choice ({@code choice.deals_from}), {@code record.key}, {@code record.created_at},
 * {@code item} or {@code item.number}.
 */
public sealed interface Path {

    /** The value; {@code null} when the source does not know it. */
    @Nullable
    Value of(Source source);

    /** A field of the record. */
    record Field(String name) implements Path {

        /** Shares the name with those of decoded records, so that looking it up compares no letters. */
        public Field {
            name = name.intern();
        }

        @Override
        public @Nullable Value of(Source source) {
            return source.record().fields().get(name);
        }
    }

    /** The source key a role refers to. */
    record Role(String name) implements Path {

        /** Shares the name with those of decoded records, as a field does. */
        public Role {
            name = name.intern();
        }

        @Override
        public @Nullable Value of(Source source) {
            String key = source.record().references().get(name);
            return key == null ? null : new Value.Text(key);
        }
    }

    /** A choice of the mapping. */
    record Choice(String name) implements Path {
        @Override
        public @Nullable Value of(Source source) {
            String value = source.surroundings().choices().of(name);
            return value.isEmpty() ? null : new Value.Text(value);
        }
    }

    /** The record's source key. */
    record RecordKey() implements Path {
        @Override
        public Value of(Source source) {
            return new Value.Text(source.record().sourceKey());
        }
    }

    /** The record's creation date at the source. */
    record CreatedAt() implements Path {
        @Override
        public @Nullable Value of(Source source) {
            return source.record().createdAt() == null
                    ? null
                    : new Value.Moment(source.record().createdAt());
        }
    }

    /** The element at hand. */
    record Item() implements Path {
        @Override
        public @Nullable Value of(Source source) {
            return source.item() == null ? null : new Value.Text(source.item());
        }
    }

    /** The element's place, from 1. */
    record ItemNumber() implements Path {
        @Override
        public Value of(Source source) {
            return new Value.Whole(source.number());
        }
    }

    /** Reads a path; every text is one, whether the record has it shows when the mapping is checked. */
    static Path parse(String text) {
        return switch (text) {
            case "record.key" -> new RecordKey();
            case "record.created_at" -> new CreatedAt();
            case "item" -> new Item();
            case "item.number" -> new ItemNumber();
            case String s when s.startsWith("ref.") -> new Role(s.substring(4));
            case String s when s.startsWith("choice.") -> new Choice(s.substring(7));
            default -> new Field(text);
        };
    }
}
