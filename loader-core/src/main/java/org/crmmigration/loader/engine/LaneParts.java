package org.crmmigration.loader.engine;

import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.ledger.LaneLedger;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.turn.AccountTurns;
import org.crmmigration.loader.view.LaneView;

/**
 * What a lane works with.
 *
 * @param queue commands, handed over by the reader
 * @param decoder decodes them on the lane's thread
 * @param ledger where outcomes go
 * @param view what is known of the migration's objects
 * @param client the account, through the chain of {@code LaneClients}
 * @param budget what the account may spend
 * @param turn whether the account is this migration's
 * @param gates which phases may go
 * @param hold holds the lane while the CRM cannot be used
 * @param order commands under way
 * @param slots how many commands may be under way with calls
 * @param doubts creates with unknown effect
 * @param references ids of what commands refer to
 * @param schema what is known of the account's schema
 * @param preflight the look at the account before anything is written
 * @param redrive what a run that drives failures again leaves alone
 * @param latecomers children that came before their parents
 * @param work carries commands out
 */
record LaneParts(
        LaneQueue queue,
        Deserializer<SpecificRecord> decoder,
        LaneLedger ledger,
        LaneView view,
        CrmClient client,
        AccountBudget budget,
        AccountTurns.Turn turn,
        Gates gates,
        LaneHold hold,
        KeyOrder order,
        Semaphore slots,
        DoubtDesk doubts,
        References references,
        SchemaWatch schema,
        Preflight preflight,
        Redrive redrive,
        Latecomers latecomers,
        LaneWork work) {}
