package org.crmmigration.dynamics;

import org.crmmigration.loader.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of tables and relationships as Dataverse wants them posted. */
record TableDefinitions(Names names, ColumnDefinition definitions) {

    private static final String CRM = "Microsoft.Dynamics.CRM.";

    /** A table with its name and its migration key; no notes and activities of its own, so that nothing else hangs on its rows. */
    ObjectNode table(CustomTable table) {
        ObjectNode json = Json.object();
        json.put("@odata.type", CRM + "EntityMetadata");
        json.put("SchemaName", table.logicalName(names));
        json.set("DisplayName", label(table.label()));
        json.set("DisplayCollectionName", label(table.plural()));
        json.set("Description", label("Made by a migration from Kartra"));
        json.put("OwnershipType", "UserOwned")
                .put("HasActivities", false)
                .put("HasNotes", false)
                .put("IsActivity", false)
                .put("PrimaryNameAttribute", table.nameColumn(names));
        ArrayNode columns = json.putArray("Attributes");
        columns.add(text(table.nameColumn(names), "Name", 300).put("IsPrimaryName", true));
        columns.add(text(names.migrationKey(), "Migration key", 100));
        return json;
    }

    String lookupName(CustomTable table, String target) {
        return names.column(target + "_" + table.word());
    }

    /** A lookup that is emptied, not followed, when its target is deleted. */
    ObjectNode lookup(CustomTable table, String target) {
        ObjectNode json = Json.object();
        json.put("@odata.type", CRM + "OneToManyRelationshipMetadata")
                .put("SchemaName", lookupName(table, target))
                .put("ReferencedEntity", target)
                .put("ReferencedAttribute", target + "id")
                .put("ReferencingEntity", table.logicalName(names));
        ObjectNode cascade = json.putObject("CascadeConfiguration");
        cascade.put("Assign", "NoCascade")
                .put("Delete", "RemoveLink")
                .put("Merge", "NoCascade")
                .put("Reparent", "NoCascade")
                .put("Share", "NoCascade")
                .put("Unshare", "NoCascade");
        ObjectNode lookup = json.putObject("Lookup");
        lookup.put("@odata.type", CRM + "LookupAttributeMetadata")
                .put("SchemaName", CustomTable.lookupColumn(names, target));
        lookup.set("DisplayName", label(target.equals("contact") ? "Contact" : "Account"));
        lookup.set("RequiredLevel", required());
        return json;
    }

    /** Contacts and tags, many to many; both sides call it by the same name. */
    ObjectNode contactTags() {
        String name = CustomTable.contactTags(names);
        ObjectNode json = Json.object();
        json.put("@odata.type", CRM + "ManyToManyRelationshipMetadata")
                .put("SchemaName", name)
                .put("IntersectEntityName", name)
                .put("Entity1LogicalName", "contact")
                .put("Entity2LogicalName", CustomTable.TAG.logicalName(names))
                .put("Entity1NavigationPropertyName", name)
                .put("Entity2NavigationPropertyName", name);
        return json;
    }

    private ObjectNode text(String column, String label, int length) {
        ObjectNode json = Json.object();
        json.put("@odata.type", CRM + "StringAttributeMetadata")
                .put("AttributeType", "String")
                .put("SchemaName", column)
                .put("MaxLength", length);
        json.putObject("AttributeTypeName").put("Value", "StringType");
        json.putObject("FormatName").put("Value", "Text");
        json.set("RequiredLevel", required());
        json.set("DisplayName", label(label));
        return json;
    }

    private static ObjectNode required() {
        return Json.object()
                .put("Value", "None")
                .put("CanBeChanged", true)
                .put("ManagedPropertyLogicalName", "canmodifyrequirementlevelsettings");
    }

    private ObjectNode label(String text) {
        return definitions.label(text);
    }
}
