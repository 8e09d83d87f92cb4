package org.crmmigration.loader.turn;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.messaging.control.AccountClaim;

/**
 * Who has which account, as the claims say in their order: the first that asked and did not give back. Asking again does
 * not lose one's place.
 */
final class AccountClaims {

    private final Map<String, Set<String>> waiting = new HashMap<>();

    /** Takes the next claim in. */
    void add(AccountClaim claim) {
        Set<String> migrations = waiting.computeIfAbsent(claim.account(), _ -> new LinkedHashSet<>());
        if (claim.given()) {
            migrations.remove(claim.migration());
        } else {
            migrations.add(claim.migration());
        }
        if (migrations.isEmpty()) {
            waiting.remove(claim.account());
        }
    }

    /** The migration that has an account. */
    Optional<String> holder(String account) {
        return waiting.getOrDefault(account, Set.of()).stream().findFirst();
    }

    /** The accounts a migration has or waits for. */
    Set<String> of(String migration) {
        Set<String> accounts = new LinkedHashSet<>();
        waiting.forEach((account, migrations) -> {
            if (migrations.contains(migration)) {
                accounts.add(account);
            }
        });
        return accounts;
    }
}
