package org.crmmigration.sandbox.dynamics;

/** The read-only pair of lookups that repeats a customer column, one for accounts and one for contacts. */
final class Projections {

    private Projections() {}

    static void set(Draft draft, String customer, String type, String account, String contact) {
        boolean isAccount = draft.text(type).equals("account");
        boolean has = draft.has(customer);
        draft.row().remove(account);
        draft.row().remove(contact);
        if (has) {
            draft.row().set(isAccount ? account : contact, draft.value(customer));
        }
    }
}
