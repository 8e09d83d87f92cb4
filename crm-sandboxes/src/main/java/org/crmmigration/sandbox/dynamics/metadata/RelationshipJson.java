package org.crmmigration.sandbox.dynamics.metadata;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OnDelete;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of relationships. */
public final class RelationshipJson {

    private static final String ONE = "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata";
    private static final String MANY = "Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata";

    private RelationshipJson() {}

    public static ObjectNode write(Relationship relationship) {
        ObjectNode json = Json.object();
        switch (relationship) {
            case OneToMany one -> {
                json.put("@odata.type", "#" + ONE).put("MetadataId", one.id().toString());
                json.put("SchemaName", one.schemaName())
                        .put("RelationshipType", "OneToManyRelationship")
                        .put("ReferencedEntity", one.referenced())
                        .put("ReferencedAttribute", one.referenced() + "id")
                        .put("ReferencingEntity", one.referencing())
                        .put("ReferencingAttribute", one.column())
                        .put("ReferencingEntityNavigationPropertyName", one.singleNav())
                        .put("ReferencedEntityNavigationPropertyName", one.collectionNav());
                json.putObject("CascadeConfiguration")
                        .put("Delete", one.onDelete().word());
            }
            case ManyToMany many -> {
                json.put("@odata.type", "#" + MANY).put("MetadataId", many.id().toString());
                json.put("SchemaName", many.schemaName())
                        .put("RelationshipType", "ManyToManyRelationship")
                        .put("IntersectEntityName", many.intersect())
                        .put("Entity1LogicalName", many.table1())
                        .put("Entity1NavigationPropertyName", many.nav1())
                        .put("Entity2LogicalName", many.table2())
                        .put("Entity2NavigationPropertyName", many.nav2());
            }
        }
        return json;
    }

    /** Reads what {@link #write} wrote. */
    public static Relationship read(JsonNode json) {
        return isManyToMany(json)
                ? manyToMany(json)
                : new OneToMany(
                        Json.text(json, "SchemaName"),
                        Json.text(json, "ReferencedEntity"),
                        Json.text(json, "ReferencingEntity"),
                        Json.text(json, "ReferencingAttribute"),
                        Json.text(json, "ReferencingEntityNavigationPropertyName"),
                        Json.text(json, "ReferencedEntityNavigationPropertyName"),
                        OnDelete.ofWord(Json.text(json.path("CascadeConfiguration"), "Delete")));
    }

    public static boolean isManyToMany(JsonNode json) {
        return Json.text(json, "@odata.type").endsWith(MANY);
    }

    /** A many-to-many relationship, stored or posted; navigation properties default to the schema name. */
    public static ManyToMany manyToMany(JsonNode json) {
        String schemaName = Json.text(json, "SchemaName");
        return new ManyToMany(
                schemaName,
                orElse(Json.text(json, "IntersectEntityName"), schemaName.toLowerCase(java.util.Locale.ROOT)),
                Json.text(json, "Entity1LogicalName"),
                orElse(Json.text(json, "Entity1NavigationPropertyName"), schemaName),
                Json.text(json, "Entity2LogicalName"),
                orElse(Json.text(json, "Entity2NavigationPropertyName"), schemaName));
    }

    private static String orElse(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
