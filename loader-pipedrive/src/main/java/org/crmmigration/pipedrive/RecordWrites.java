package org.crmmigration.pipedrive;

import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends records of one type, having made the options they need. */
record RecordWrites(Endpoint endpoint, @Nullable Entity entity, PipedriveApi api, AccountSchema schema, Floor floor) {

    Written create(WireObject wire) {
        try {
            return post(wire);
        } catch (CrmFault.Rejected e) {
            if (!forbidsMarketing(e, wire.values().containsKey(WireObject.MARKETING))) {
                throw e;
            }
            Written without = post(wire.without(WireObject.MARKETING, ContactColumns.NO_CAMPAIGNS));
            schema.withoutCampaigns();
            return without;
        }
    }

    private Written post(WireObject wire) {
        ObjectNode body = wire.body();
        try {
            schema.resolve(entity, body);
            JsonNode created = api.post(endpoint.route(), body);
            String id = Json.text(created, "id");
            if (id.isEmpty()) {
                throw new CrmFault.OutcomeUnknown(Detail.of("unreadable", "Pipedrive's answer names no id"), null);
            }
            floor.passed(created.path("id").asLong());
            return new Written(id, Json.text(wire.written(body, created)), wire.attributes(), List.of());
        } catch (CrmFault.Rejected e) {
            throw wire.named(e);
        }
    }

    Written update(UpdatePlan plan) {
        ObjectNode body = Json.parseObject(plan.patch());
        ObjectNode written = Json.parseObject(plan.written());
        if (!body.isEmpty()) {
            JsonNode answer = send(plan.crmId(), body);
            schema.resolve(entity, written);
            for (String path : Wire.paths(body)) {
                JsonNode now = Wire.at(answer, path);
                if (!now.isMissingNode() && !now.isArray()) {
                    Wire.put(written, path, now);
                }
            }
        }
        return new Written(plan.crmId(), Json.text(written), Map.of(), plan.conflicts());
    }

    private JsonNode send(String crmId, ObjectNode body) {
        try {
            schema.resolve(entity, body);
            return api.change(endpoint.method(), endpoint.one(), crmId, body);
        } catch (CrmFault.Rejected e) {
            if (!forbidsMarketing(e, body.has(WireObject.MARKETING))) {
                throw readable(e);
            }
            schema.withoutCampaigns();
            body.remove(WireObject.MARKETING);
            return body.isEmpty() ? Json.object() : send(crmId, body);
        }
    }

    /** Whether an account has Campaigns is asked beforehand, but only the refusal of a write is proof. */
    private static boolean forbidsMarketing(CrmFault.Rejected refusal, boolean sent) {
        return sent && refusal.detail().code().equals("forbidden");
    }

    /** A refused patch knows no logical names; a custom field is named as people see it. */
    private CrmFault.Rejected readable(CrmFault.Rejected refusal) {
        Detail detail = refusal.detail();
        String field = detail.field();
        if (field == null || entity == null) {
            return refusal;
        }
        String name = schema.now().field(entity, field).map(FieldDef::name).orElse(field);
        return new CrmFault.Rejected(
                new Detail(detail.code(), detail.message(), detail.httpStatus(), detail.requestId(), name));
    }
}
