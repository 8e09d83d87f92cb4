package org.crmmigration.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crmmigration.reconcile.ledger.SmallMigration.apply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Part;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.reconcile.ledger.RollbackPlan.Step;
import org.crmmigration.reconcile.ledger.RollbackPlan.Undo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackPlanTest {

    @TempDir
    Path directory;

    private Projection projection;

    @BeforeEach
    void open() {
        projection = Projection.open(directory.resolve("ledger.db"), "one");
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));
    }

    @AfterEach
    void close() {
        projection.close();
    }

    @Test
    void takesWhatRefersBackBeforeWhatIsReferredTo() {
        try (RollbackPlan plan = projection.rollbackPlan(RunScope.of(Reach.ROLLBACK), "")) {
            assertThat(plan.steps())
                    .containsExactly(new Step(3, "deal", 1), new Step(2, "person", 1), new Step(0, "labels", 1));
            assertThat(undone(plan))
                    .containsExactly(
                            new Undo(SmallMigration.DEAL, false, "id-order:t1"),
                            new Undo(SmallMigration.ANNA, false, "id-contact:1"),
                            new Undo(SmallMigration.LABELS, false, "id-labels:person"));
        }
    }

    @Test
    void keepsToItsScope() {
        RunScope deals = new RunScope(Reach.ROLLBACK, Set.of(), Set.of(), new Part(null, null, "deal"));
        try (RollbackPlan plan = projection.rollbackPlan(deals, "")) {
            assertThat(plan.counts()).containsExactly(new RollbackPlan.Count("deal", 1, 0, 0, 0, 0));
        }
    }

    private static List<Undo> undone(RollbackPlan plan) {
        List<Undo> all = new ArrayList<>();
        plan.steps().forEach(step -> plan.each(step, all::add));
        return all;
    }
}
