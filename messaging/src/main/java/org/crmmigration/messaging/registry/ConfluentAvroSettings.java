package org.crmmigration.messaging.registry;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings both serialisers take, under Confluent's names, so that a platform may put Confluent's own classes in
 * their place without changing anything else. What these classes cannot do is refused, never ignored.
 */
final class ConfluentAvroSettings {
    private static final String RECORD_NAME_STRATEGY = "RecordNameStrategy";

    private ConfluentAvroSettings() {}

    static boolean autoRegister(Map<String, ?> configs) {
        return flag(configs, "auto.register.schemas", true);
    }

    static void checkSerializer(Map<String, ?> configs, boolean isKey) {
        checkStrategy(configs, isKey);
        if (flag(configs, "use.latest.version", false)) {
            throw new ConfigException("use.latest.version", true, "records are always written with their own schema");
        }
    }

    static void checkDeserializer(Map<String, ?> configs, boolean isKey) {
        checkStrategy(configs, isKey);
        if (!flag(configs, "specific.avro.reader", true)) {
            throw new ConfigException("specific.avro.reader", false, "only generated classes are read");
        }
    }

    private static void checkStrategy(Map<String, ?> configs, boolean isKey) {
        String name = isKey ? "key.subject.name.strategy" : "value.subject.name.strategy";
        Object strategy = configs.get(name);
        if (strategy == null) {
            return;
        }
        String given = strategy instanceof Class<?> type ? type.getName() : strategy.toString();
        if (!given.substring(given.lastIndexOf('.') + 1).equals(RECORD_NAME_STRATEGY)) {
            throw new ConfigException(
                    name, given, "subjects are record names here, so that a migration's topics add no subject");
        }
    }

    private static boolean flag(Map<String, ?> configs, String name, boolean fallback) {
        Object value = configs.get(name);
        if (value == null) {
            return fallback;
        }
        return switch (value.toString().strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(name, value, "true or false is needed");
        };
    }
}
