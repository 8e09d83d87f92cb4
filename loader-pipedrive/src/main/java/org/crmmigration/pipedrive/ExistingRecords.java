package org.crmmigration.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.Existing;
import org.crmmigration.loader.match.Marks;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.crmmigration.pipedrive.api.PipedriveApi.Page;
import tools.jackson.databind.JsonNode;

/** People or organizations of the account, 500 a call; searching for each would cost 20 tokens a record. */
record ExistingRecords(Endpoint endpoint, Entity entity, PipedriveApi api, AccountSchema schema)
        implements Existing.Source {

    @Override
    public void read(ObjectToWrite wanted, BiConsumer<String, Marks> records) {
        String keyPlace = Wire.custom(MigrationKey.fieldCode(entity, wanted, schema.now()));
        Map<String, String> query = endpoint.newestFirst(PipedriveApi.PAGE);
        query.put("custom_fields", Wire.code(keyPlace));
        while (query != null) {
            Page page = api.page(endpoint.route(), query);
            page.rows().stream()
                    .filter(row -> !Endpoint.gone(row))
                    .forEach(row -> records.accept(Json.text(row, "id"), marks(row, keyPlace)));
            query = page.next();
        }
    }

    private static Marks marks(JsonNode row, String keyPlace) {
        List<String> emails = row.path("emails")
                .valueStream()
                .map(email -> Json.text(email, "value"))
                .toList();
        return new Marks(
                Wire.at(row, keyPlace).asString(""), emails, Json.text(row, "website"), Json.text(row, "name"));
    }
}
