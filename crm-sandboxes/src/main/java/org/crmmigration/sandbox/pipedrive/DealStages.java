package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Table.Position;
import org.crmmigration.sandbox.pipedrive.Rules.Change;
import tools.jackson.databind.node.ObjectNode;

/** Where a deal stands: the pipeline follows the stage; without a stage it is the first of the pipeline. */
final class DealStages {

    private final Account account;

    DealStages(Account account) {
        this.account = account;
    }

    void apply(Change change) {
        ObjectNode row = change.row();
        long before =
                change.before() == null ? 0 : change.before().path("stage_id").asLong(0);
        if (change.body().has("stage_id")) {
            ObjectNode stage = account.findLive("stages", row.path("stage_id").asLong());
            row.set("pipeline_id", stage == null ? null : stage.get("pipeline_id"));
        } else if (change.body().has("pipeline_id") || change.creating()) {
            long pipeline =
                    change.body().has("pipeline_id") ? row.path("pipeline_id").asLong() : defaultPipeline();
            row.put("pipeline_id", pipeline).put("stage_id", firstStage(pipeline));
        }
        if (change.creating()) {
            row.putNull("stage_change_time");
        } else if (before != row.path("stage_id").asLong(0)) {
            row.put("stage_change_time", account.rfcNow());
        }
    }

    private long defaultPipeline() {
        for (long id : account.table("pipelines").rows().keySet()) {
            if (account.findLive("pipelines", id) != null) {
                return id;
            }
        }
        throw Refusal.invalid("pipeline_id", "the account has no pipeline");
    }

    private long firstStage(long pipeline) {
        for (Position position : account.table("stages").ordered("order_nr")) {
            ObjectNode stage = account.findLive("stages", position.id());
            if (stage != null && Json.text(stage, "pipeline_id").equals(Long.toString(pipeline))) {
                return position.id();
            }
        }
        throw Refusal.invalid("pipeline_id", "the pipeline has no stage");
    }
}
