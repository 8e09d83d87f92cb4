package org.crmmigration.ingest.fold;

import org.crmmigration.messaging.record.RecordMessage.Row;

/**
 * Writes drafts for {@link Packed}: kind, key and date of creation, then how many fields, references, raw cells, flags and
 * rows there are and how many bytes each of these take, and then they themselves as they stand on the records topic.
 */
final class DraftBytes {

    private static final int EXPECTED = 2048;
    private static final ThreadLocal<BytesOut> HEAD = ThreadLocal.withInitial(() -> new BytesOut(EXPECTED));
    private static final ThreadLocal<BytesOut> BODY = ThreadLocal.withInitial(() -> new BytesOut(EXPECTED));

    private DraftBytes() {}

    static byte[] pack(Draft draft) {
        BytesOut head = HEAD.get();
        BytesOut body = BODY.get();
        head.text(draft.kind().word());
        head.text(draft.key());
        head.number(draft.createdAt().isPresent() ? 1 : 0);
        draft.createdAt().ifPresent(at -> head.number(at.toEpochMilli()));
        draft.fields().forEach((name, value) -> {
            body.text(name);
            ValueBytes.write(body, value);
        });
        int done = section(head, draft.fields().size(), body, 0);
        draft.references().forEach((role, key) -> texts(body, role, key));
        done = section(head, draft.references().size(), body, done);
        draft.raw().forEach((name, cell) -> texts(body, name, cell));
        done = section(head, draft.raw().size(), body, done);
        draft.flags().forEach(body::text);
        done = section(head, draft.flags().size(), body, done);
        draft.rows().forEach(row -> row(body, row));
        section(head, draft.rows().size(), body, done);
        head.all(body);
        body.clear();
        return head.take();
    }

    static void row(BytesOut out, Row row) {
        out.text(row.file());
        out.number(row.row());
    }

    private static int section(BytesOut head, int many, BytesOut body, int done) {
        head.number(many);
        head.number(body.used() - done);
        return body.used();
    }

    private static void texts(BytesOut out, String name, String text) {
        out.text(name);
        out.text(text);
    }
}
