package org.crmmigration.mapping.rule;

import dev.cel.runtime.CelVariableResolver;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.mapping.rule.SourceFields.Holding;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/** What a formula sees of a record, looked up one name at a time. */
final class FormulaSource implements CelVariableResolver {

    static final String AS_OF = "as_of";
    static final String CUSTOM = "custom";
    static final String GIVEN = "given";
    static final String CURRENCY = ".currency";

    private final Source source;
    private boolean missed;

    FormulaSource(Source source) {
        this.source = source;
    }

    /** Whether the formula asked for something that the record does not have. */
    boolean missed() {
        return missed;
    }

    @Override
    public Optional<Object> find(String name) {
        Object found = switch (name) {
            case AS_OF -> source.surroundings().asOf();
            case CUSTOM -> custom();
            case GIVEN -> new Given();
            default -> name.endsWith(CURRENCY) ? currency(name) : field(name);
        };
        missed |= found == null;
        return Optional.ofNullable(found);
    }

    private @Nullable Object field(String name) {
        Path path = Path.parse(name);
        Value value = path.of(source);
        return value == null ? null : plain(value, type(path));
    }

    private @Nullable Object currency(String name) {
        Value value =
                Path.parse(name.substring(0, name.length() - CURRENCY.length())).of(source);
        return value instanceof Value.Money money ? money.currency() : null;
    }

    /** Custom fields by identifier; asking for one that is not there is a miss, like that of any field. */
    private Map<String, Object> custom() {
        Map<String, Object> fields = new HashMap<>();
        source.record().fields().forEach((name, value) -> {
            Object plain = name.startsWith("custom.") ? plain(value, natural(value)) : null;
            if (plain != null) {
                fields.put(name.substring("custom.".length()), plain);
            }
        });
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                return fields.entrySet();
            }

            @Override
            public boolean containsKey(Object key) {
                boolean there = fields.containsKey(key);
                missed |= !there;
                return there;
            }

            @Override
            public @Nullable Object get(Object key) {
                Object value = fields.get(key);
                missed |= value == null;
                return value;
            }
        };
    }

    private Holding type(Path path) {
        return path instanceof Path.Field field
                ? SourceFields.types(source.record().kind()).getOrDefault(field.name(), Holding.TEXT)
                : switch (path) {
                    case Path.CreatedAt _ -> Holding.MOMENT;
                    case Path.ItemNumber _ -> Holding.WHOLE;
                    default -> Holding.TEXT;
                };
    }

    private static Holding natural(Value value) {
        return switch (value) {
            case Value.Texts _ -> Holding.TEXTS;
            case Value.Flag _ -> Holding.FLAG;
            case Value.Whole _ -> Holding.WHOLE;
            case Value.Decimal _ -> Holding.DECIMAL;
            case Value.Money _ -> Holding.MONEY;
            case Value.Moment _ -> Holding.MOMENT;
            case Value.Day _ -> Holding.DAY;
            case Value.Text _, Value.Nothing _, Value.Reference _ -> Holding.TEXT;
        };
    }

    /** The value as CEL knows it; {@code null} when it is empty or not of the type. */
    private static @Nullable Object plain(Value value, Holding type) {
        return switch (value) {
            case Value.Nothing _ -> null;
            case Value.Texts texts when type == Holding.TEXTS -> texts.texts();
            case Value.Flag flag when type == Holding.FLAG -> flag.on();
            case Value.Whole whole when type == Holding.WHOLE -> whole.number();
            case Value.Whole whole when type == Holding.DECIMAL -> (double) whole.number();
            case Value.Decimal decimal
            when type == Holding.DECIMAL -> decimal.number().doubleValue();
            case Value.Money money when type == Holding.MONEY -> money.amount().doubleValue();
            case Value.Moment moment when type == Holding.MOMENT -> moment.instant();
            case Value.Day day
            when type == Holding.DAY -> day.date().atStartOfDay(ZoneOffset.UTC).toInstant();
            default -> type == Holding.TEXT ? ValueText.readable(value) : null;
        };
    }

    /** The names of what the record has, as {@code given(name)} asks for them. */
    private final class Given extends AbstractMap<String, Object> {
        @Override
        public boolean containsKey(Object key) {
            Value value = Path.parse(String.valueOf(key)).of(source);
            return value != null
                    && !(value instanceof Value.Nothing)
                    && !(value instanceof Value.Texts texts && texts.texts().isEmpty())
                    && !ValueText.readable(value).isEmpty();
        }

        @Override
        public @Nullable Object get(Object key) {
            return containsKey(key) ? true : null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Set.of();
        }
    }
}
