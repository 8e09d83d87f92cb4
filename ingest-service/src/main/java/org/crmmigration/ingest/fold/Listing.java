package org.crmmigration.ingest.fold;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.fold.Listed.Affiliate;
import org.crmmigration.ingest.fold.Listed.Totals;
import org.crmmigration.ingest.table.Ordinals;
import org.crmmigration.messaging.record.Kind;

/**
 * The list of what is to be published, in its order: kind by kind, the oldest first. It is the last that folding does, and
 * with the packed records all that publication needs, also after a restart.
 */
public final class Listing {

    private static final int BUFFER = 1 << 18;

    private Listing() {}

    /** Hands over everything listed, one after the other. */
    public static void each(Path file, Consumer<Listed> visit) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (int size = in.readInt(); size > 0; size = in.readInt()) {
                visit.accept(Listed.read(new BytesIn(in.readNBytes(size), 0, Packed.words())));
            }
        } catch (IOException e) {
            throw new IngestException("the list of folded records cannot be read", e);
        }
    }

    /** Lists what was folded. */
    static void write(Session session, CompanyGroups companies, Path file) {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            Writer writer = new Writer(session, companies, out);
            for (Kind kind : Kind.values()) {
                if (kind == Kind.ORDER) {
                    writer.orders();
                } else {
                    writer.records(kind);
                }
            }
            out.writeInt(0);
        } catch (IOException e) {
            throw new IngestException("the list of folded records could not be written; is the disk full?", e);
        }
    }

    private static final class Writer {

        private final Session session;
        private final CompanyGroups companies;
        private final DataOutputStream out;
        private final BytesOut bytes = new BytesOut(256);
        private final Map<Long, Affiliate> affiliates = new HashMap<>();

        Writer(Session session, CompanyGroups companies, DataOutputStream out) {
            this.session = session;
            this.companies = companies;
            this.out = out;
            session.sql()
                    .each(
                            "select identity, id, status, username from affiliate_of",
                            row -> affiliates.put(row.number(1), new Affiliate(row.text(2), row.text(3), row.text(4))));
        }

        void records(Kind kind) throws IOException {
            RecordTable records = session.records();
            boolean contact = kind == Kind.CONTACT;
            Ordinals ordered = records.inOrder(kind);
            for (int i = 0; i < ordered.count(); i++) {
                int record = ordered.at(i);
                long identity = records.identity(record);
                add(new Listed(
                        kind,
                        records.place(record),
                        identity,
                        records.gone(record),
                        companyOf(kind, identity),
                        contact ? session.contacts().totals(identity, session.events()) : Totals.NONE,
                        contact ? affiliates.getOrDefault(identity, Affiliate.NONE) : Affiliate.NONE,
                        Optional.empty()));
            }
        }

        void orders() throws IOException {
            Events events = session.events();
            Ordinals payments = new Ordinals();
            for (int event = 0; event < events.count(); event++) {
                if (events.type(event).moneyIn()) {
                    payments.add(event);
                }
            }
            payments.sort(events.order()::comparePublished);
            for (int i = 0; i < payments.count(); i++) {
                int event = payments.at(i);
                long identity = events.number(event, Events.IDENTITY);
                add(new Listed(
                        Kind.ORDER,
                        events.draft(event),
                        identity,
                        false,
                        companyOf(Kind.ORDER, identity),
                        Totals.NONE,
                        Affiliate.NONE,
                        Optional.of(Payment.of(events, event))));
            }
        }

        private String companyOf(Kind kind, long identity) {
            return switch (kind) {
                case CONTACT, ORDER, SUBSCRIPTION, DEAL ->
                    companies.sourceKey(session.contacts().company(identity));
                case CUSTOM_FIELD,
                        TAG,
                        LIST,
                        OWNER,
                        PRODUCT,
                        CALENDAR,
                        PIPELINE,
                        COMPANY,
                        APPOINTMENT,
                        NOTE,
                        AFFILIATE -> "";
            };
        }

        private void add(Listed listed) throws IOException {
            listed.write(bytes);
            out.writeInt(bytes.used());
            out.write(bytes.take());
        }
    }
}
