package org.crmmigration.ingest.column;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.crmmigration.ingest.file.InputFile;

/** Tells a file's kind from its header and name; the first rule that fits counts. */
public final class KindDetection {

    private static final Set<String> COMPANY_NAMES =
            Set.of("company", "companyname", "organisation", "organization", "account");

    private record Rule(FileKind kind, Predicate<Signs> fits) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    FileKind.CUSTOM_FIELDS,
                    signs -> signs.has(FileKind.CUSTOM_FIELDS, "identifier")
                            && signs.has(FileKind.CUSTOM_FIELDS, "type")
                            && signs.compact().contains("fieldtype")),
            new Rule(
                    FileKind.OWNERS,
                    signs -> (signs.named("owners") || signs.named("users")) && signs.has(FileKind.OWNERS, "email")),
            new Rule(
                    FileKind.TRANSACTIONS,
                    signs -> signs.compact().contains("transactiontype")
                            && (signs.has(FileKind.TRANSACTIONS, "buyer_email")
                                    || signs.has(FileKind.TRANSACTIONS, "lead_id"))),
            new Rule(FileKind.CATALOGUE, signs -> signs.named("catalogue") && signs.has(FileKind.CATALOGUE, "name")),
            new Rule(FileKind.INVENTORY, KindDetection::inventory),
            new Rule(FileKind.AFFILIATES, KindDetection::affiliates),
            new Rule(
                    FileKind.APPOINTMENTS,
                    signs -> !signs.personal()
                            && signs.has(FileKind.APPOINTMENTS, "calendar_name")
                            && (signs.has(FileKind.APPOINTMENTS, "start")
                                    || signs.has(FileKind.APPOINTMENTS, "start_hour")
                                    || signs.has(FileKind.APPOINTMENTS, "start_day"))),
            new Rule(
                    FileKind.DEALS,
                    signs -> !signs.personal()
                            && (signs.has(FileKind.DEALS, "stage") || signs.has(FileKind.DEALS, "pipeline"))
                            && signs.has(FileKind.DEALS, "name")),
            new Rule(FileKind.SUBSCRIPTIONS, KindDetection::subscriptions),
            new Rule(FileKind.TRANSACTIONS, KindDetection::orders),
            new Rule(FileKind.CONTACTS, KindDetection::contacts),
            new Rule(
                    FileKind.COMPANIES,
                    signs -> signs.has(FileKind.COMPANIES, "name")
                            && (signs.named("compan")
                                    || signs.named("organi")
                                    || COMPANY_NAMES.stream().anyMatch(signs.compact()::contains))
                            && !signs.compact().contains("firstname")
                            && !signs.compact().contains("lastname")));

    private static final Set<String> SUBSCRIPTION_IDS = Set.of("subscriptionid", "internalsubscriptionid");
    private static final Set<String> ORDER_IDS = Set.of("orderid", "ordernumber", "kartraorderid", "transactionid");

    private KindDetection() {}

    /** The kind of the file with this name and header, if it is known. */
    public static Optional<FileKind> detect(String fileName, List<String> titles) {
        Signs signs = Signs.of(fileName, titles);
        return RULES.stream()
                .filter(rule -> rule.fits().test(signs))
                .map(Rule::kind)
                .findFirst();
    }

    /** How many titles some kind of file knows, at most. */
    public static int recognised(List<String> titles) {
        int most = 0;
        for (FileKind kind : FileKind.values()) {
            most = Math.max(most, Header.recognised(kind, titles));
        }
        return most;
    }

    private static boolean inventory(Signs signs) {
        boolean sheet = signs.named("sequences")
                || signs.named("automation")
                || signs.named("worksheet")
                || signs.named("inventory");
        return sheet
                && signs.has(FileKind.INVENTORY, "name")
                && !signs.compact().contains("email")
                && !signs.personal();
    }

    private static boolean affiliates(Signs signs) {
        FileKind kind = FileKind.AFFILIATES;
        boolean balances = signs.has(kind, "earned") && signs.has(kind, "due");
        boolean approvals = signs.compact().contains("affiliateemail")
                && signs.has(kind, "status")
                && !signs.has(FileKind.TRANSACTIONS, "amount")
                && !signs.has(FileKind.TRANSACTIONS, "type");
        return balances || approvals;
    }

    private static boolean subscriptions(Signs signs) {
        FileKind kind = FileKind.SUBSCRIPTIONS;
        boolean named = SUBSCRIPTION_IDS.stream().anyMatch(signs.compact()::contains);
        boolean billed = signs.has(kind, "interval") || signs.has(kind, "next_payment_at");
        boolean about =
                Stream.of("status", "started_at", "product_name", "product_id").anyMatch(name -> signs.has(kind, name));
        boolean log = signs.has(FileKind.TRANSACTIONS, "type") && !billed;
        boolean orders = (log || signs.compact().stream().anyMatch(ORDER_IDS::contains)) && orders(signs);
        return !signs.personal()
                && (named || (billed && about))
                && !signs.compact().contains("transactiontype")
                && !orders;
    }

    private static boolean orders(Signs signs) {
        FileKind kind = FileKind.TRANSACTIONS;
        boolean id = signs.has(kind, "transaction_id") || signs.compact().contains("orderid");
        return id
                && signs.has(kind, "amount")
                && signs.has(kind, "occurred_at")
                && (signs.has(kind, "status") || signs.has(kind, "type"))
                && (signs.has(kind, "product_name") || signs.named("transaction") || signs.named("order"));
    }

    private static boolean contacts(Signs signs) {
        FileKind kind = FileKind.CONTACTS;
        boolean personal = List.of(
                        "first_name", "last_name", "phone_country_code", "tags", "lists", "gdpr_status", "full_name")
                .stream()
                .anyMatch(name -> signs.has(kind, name));
        boolean company = signs.named("compan") && !signs.compact().contains("firstname");
        boolean named =
                signs.fileName().startsWith("contacts_") || signs.fileName().startsWith("leads_");
        boolean mail = signs.has(kind, "email") && (personal || signs.named("contacts") || signs.named("leads"));
        return !company && (mail || (named && personal));
    }

    /** What a header and a name show. */
    private record Signs(String fileName, List<String> compact) {
        static Signs of(String fileName, List<String> titles) {
            return new Signs(
                    InputFile.last(fileName).toLowerCase(Locale.ROOT),
                    titles.stream().map(title -> HeaderKey.of(title).compact()).toList());
        }

        boolean named(String word) {
            return fileName.contains(word);
        }

        /** First name beside what only a contacts file has. */
        boolean personal() {
            return compact.contains("firstname")
                    && List.of("tags", "lists", "gdpr_status", "phone_country_code").stream()
                            .anyMatch(name -> has(FileKind.CONTACTS, name));
        }

        boolean has(FileKind kind, String canonical) {
            return compact.stream()
                    .anyMatch(key -> Aliases.canonical(kind, key)
                            .filter(canonical::equals)
                            .isPresent());
        }
    }
}
