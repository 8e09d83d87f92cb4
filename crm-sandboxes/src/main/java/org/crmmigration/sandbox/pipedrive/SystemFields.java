package org.crmmigration.sandbox.pipedrive;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The fields every account has, by code and type. */
final class SystemFields {

    static final Map<String, String> PERSON = map(
            "id",
            "int",
            "name",
            "varchar",
            "first_name",
            "varchar",
            "last_name",
            "varchar",
            "phone",
            "phone",
            "email",
            "varchar",
            "label_ids",
            "set",
            "owner_id",
            "user",
            "org_id",
            "org",
            "add_time",
            "date",
            "update_time",
            "date",
            "visible_to",
            "visible_to",
            "picture_id",
            "picture");

    static final Map<String, String> DEAL = map(
            "id",
            "int",
            "title",
            "varchar",
            "value",
            "monetary",
            "currency",
            "varchar",
            "status",
            "status",
            "pipeline_id",
            "int",
            "stage_id",
            "stage",
            "person_id",
            "people",
            "org_id",
            "org",
            "owner_id",
            "user",
            "label_ids",
            "set",
            "expected_close_date",
            "date",
            "add_time",
            "date",
            "update_time",
            "date",
            "won_time",
            "date",
            "lost_time",
            "date",
            "close_time",
            "date",
            "lost_reason",
            "varchar_options",
            "probability",
            "double",
            "visible_to",
            "visible_to");

    static final Map<String, String> PRODUCT = map(
            "id",
            "int",
            "name",
            "varchar",
            "code",
            "varchar",
            "description",
            "text",
            "unit",
            "varchar",
            "tax",
            "double",
            "category",
            "enum",
            "owner_id",
            "user",
            "visible_to",
            "visible_to",
            "add_time",
            "date",
            "update_time",
            "date",
            "billing_frequency",
            "billing_frequency");

    private SystemFields() {}

    static Map<String, String> organization(Features features) {
        Map<String, String> fields = map(
                "id",
                "int",
                "name",
                "varchar",
                "address",
                "address",
                "label_ids",
                "set",
                "owner_id",
                "user",
                "add_time",
                "date",
                "update_time",
                "date",
                "visible_to",
                "visible_to");
        if (features.organizationDetails()) {
            fields.putAll(map(
                    "website",
                    "varchar",
                    "linkedin",
                    "varchar",
                    "industry",
                    "enum",
                    "annual_revenue",
                    "int",
                    "employee_count",
                    "int"));
        }
        return fields;
    }

    static String name(String code) {
        String words = code.replace("_ids", "s").replace("_id", "").replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Map<String, String> map(String... codesAndTypes) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < codesAndTypes.length; i += 2) {
            fields.put(codesAndTypes[i], codesAndTypes[i + 1]);
        }
        return fields;
    }
}
