package org.crmmigration.pipedrive;

import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;

/** The kinds of records that have fields and labels of their own. */
enum Entity {
    PERSON("person", "persons", "personFields"),
    ORGANIZATION("organization", "organizations", "organizationFields"),
    DEAL("deal", "deals", "dealFields");

    /** The field whose options are an entity's labels. */
    static final String LABELS = "label_ids";

    private final String word;
    private final String records;
    private final String fields;

    Entity(String word, String records, String fields) {
        this.word = word;
        this.records = records;
        this.fields = fields;
    }

    /** As commands say it. */
    String word() {
        return word;
    }

    String recordsRoute() {
        return "/api/v2/" + records;
    }

    String fieldsRoute() {
        return "/api/v2/" + fields;
    }

    String fieldRoute() {
        return fieldsRoute() + "/{field_code}";
    }

    String optionsRoute() {
        return fieldRoute() + "/options";
    }

    String v1FieldsRoute() {
        return "/api/v1/" + fields;
    }

    static Entity named(String word) {
        for (Entity entity : values()) {
            if (entity.word.equals(word)) {
                return entity;
            }
        }
        throw new CrmFault.Rejected(new Detail(
                "validation",
                "Pipedrive has custom fields and labels of person, organization and deal only",
                null,
                null,
                "entity"));
    }
}
