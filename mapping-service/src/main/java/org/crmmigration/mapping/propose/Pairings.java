package org.crmmigration.mapping.propose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.crmmigration.mapping.plan.Mentions;
import org.crmmigration.mapping.propose.Pairing.Subject;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.ledger.DestinationSchema.Stage;
import org.crmmigration.messaging.ledger.DestinationSchema.User;

/** Looks in the account for the owners, pipelines and stages that a run names: by e-mail address, by name. */
final class Pairings {

    private static final double OTHER_DOMAIN = 0.80;
    private static final double WORTH_MENTIONING = 0.60;
    /** A person's name in an address is weaker evidence than the address. */
    private static final double BY_NAME = 0.75;

    private final DestinationSchema schema;
    private final List<Pairing> found = new ArrayList<>();

    private Pairings(DestinationSchema schema) {
        this.schema = schema;
    }

    /** In the order of their names, owners first. */
    static List<Pairing> of(Mentions mentions, DestinationSchema schema) {
        Pairings pairings = new Pairings(schema);
        mentions.owners().forEach(pairings::owner);
        pairings.pipelines(mentions.pipelines());
        return List.copyOf(pairings.found);
    }

    /** A name of the account and how sure it is that it is meant. */
    private record Likely(String name, double confidence) {}

    private void owner(String owner, long objects) {
        List<String> active =
                schema.users().stream().filter(User::active).map(User::email).toList();
        boolean off = schema.users().stream().anyMatch(user -> user.email().equals(owner) && !user.active());
        Optional<Likely> likely = best(active, user -> likeness(owner, user));
        String reason = likely.filter(user -> user.name().equals(owner)).isPresent()
                ? "an active user has the address"
                : (off ? "the user is switched off" : "no user has the address")
                        + likely.map(user -> why(owner, user)).orElse("; map to a user, or create one");
        found.add(pairing(Subject.OWNER, owner, "", objects, likely, reason));
    }

    private static String why(String owner, Likely user) {
        return local(owner).equals(local(user.name()))
                ? "; the same name at another domain"
                : "; a user of a similar name";
    }

    private static double likeness(String owner, String user) {
        if (owner.equals(user)) {
            return 1;
        }
        return local(owner).equals(local(user)) ? OTHER_DOMAIN : BY_NAME * Likeness.of(local(owner), local(user));
    }

    private static String local(String address) {
        int at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    private void pipelines(Map<String, List<String>> stages) {
        List<String> there = schema.pipelines().stream().map(Pipeline::name).toList();
        for (Pairing pipeline : named(Subject.PIPELINE, "", stages.keySet(), there)) {
            found.add(pipeline);
            List<String> within = schema.pipelines().stream()
                    .filter(other ->
                            pipeline.meant().filter(other.name()::equals).isPresent())
                    .flatMap(other -> other.stages().stream().map(Stage::name))
                    .distinct()
                    .toList();
            found.addAll(
                    named(Subject.STAGE, pipeline.name(), stages.getOrDefault(pipeline.name(), List.of()), within));
        }
    }

    /** Names that are one thing in the account would become one there, so each of its names goes to one, the surest. */
    private static List<Pairing> named(Subject subject, String within, Collection<String> names, List<String> there) {
        String word = subject.name().toLowerCase(Locale.ROOT);
        List<Pairing> alone = names.stream()
                .map(name -> {
                    Optional<Likely> likely = best(there, other -> sameOrLike(name, other));
                    return pairing(subject, name, within, 0, likely, reason(name, likely, word));
                })
                .toList();
        return alone.stream().map(pairing -> besides(pairing, alone)).toList();
    }

    private static Pairing besides(Pairing pairing, List<Pairing> all) {
        boolean rivalled = pairing.proposed()
                && all.stream()
                        .anyMatch(other -> !other.name().equals(pairing.name())
                                && other.meant().equals(pairing.meant())
                                && other.confidence() >= pairing.confidence());
        return rivalled
                ? new Pairing(
                        pairing.subject(),
                        pairing.name(),
                        pairing.within(),
                        pairing.objects(),
                        pairing.meant(),
                        WORTH_MENTIONING,
                        pairing.reason() + "; another is as likely or likelier, and both would become one")
                : pairing;
    }

    private static double sameOrLike(String name, String other) {
        return name.equals(other) ? 1 : 0.99 * Likeness.of(name, other);
    }

    private static String reason(String name, Optional<Likely> likely, String word) {
        return likely.map(meant -> meant.name().equals(name)
                        ? "the account has a " + word + " of this name"
                        : String.format(Locale.ROOT, "name %.2f", meant.confidence()))
                .orElse("the account has no " + word + " like it; it is made");
    }

    /** The one that is likeliest; two that are equally likely leave the choice to a person, so neither is proposed. */
    private static Optional<Likely> best(List<String> names, ToDoubleFunction<String> likeness) {
        List<Likely> likely = names.stream()
                .map(name -> new Likely(name, Math.round(likeness.applyAsDouble(name) * 100) / 100.0))
                .filter(name -> name.confidence() >= WORTH_MENTIONING)
                .sorted(Comparator.comparingDouble(Likely::confidence)
                        .reversed()
                        .thenComparing(Likely::name))
                .toList();
        boolean tied = likely.size() > 1
                && likely.get(0).confidence() == likely.get(1).confidence()
                && !likely.get(0).name().equals(likely.get(1).name());
        return likely.stream()
                .findFirst()
                .map(first -> tied ? new Likely(first.name(), Math.min(first.confidence(), WORTH_MENTIONING)) : first);
    }

    private static Pairing pairing(
            Subject subject, String name, String within, long objects, Optional<Likely> likely, String reason) {
        double confidence = likely.map(Likely::confidence).orElse(0.0);
        return new Pairing(subject, name, within, objects, likely.map(Likely::name), confidence, reason);
    }
}
