package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.odata.ODataSyntax;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** {@code $batch}: parts one after the other, change sets as one transaction each. */
final class BatchApi {

    private static final int MOST = 1000;

    private final Environment environment;
    private final ODataService service;

    BatchApi(Environment environment, ODataService service) {
        this.environment = environment;
        this.service = service;
    }

    /** The answer to a batch that was understood as a whole, else a refusal is thrown. */
    Reply handle(ODataRequest batch) {
        List<Multipart.Part> parts = Multipart.parts(batch.context().header("content-type"), batch.body());
        checkSize(parts);
        boolean goOn = batch.context().prefer().continueOnError();
        List<String> answers = new ArrayList<>();
        int status = 200;
        for (Multipart.Part part : parts) {
            Answer answer = isChangeSet(part) ? changeSet(part, batch) : single(part, batch);
            answers.add(answer.text());
            if (answer.failed() && !goOn) {
                status = answer.status();
                break;
            }
        }
        String boundary = "batchresponse_" + UUID.randomUUID();
        return new Reply(
                status,
                "multipart/mixed; boundary=" + boundary,
                Map.of("OData-Version", "4.0"),
                Multipart.join(boundary, answers));
    }

    private record Answer(int status, String text) {

        boolean failed() {
            return status >= 400;
        }
    }

    private static boolean isChangeSet(Multipart.Part part) {
        return part.header("content-type").startsWith("multipart/mixed");
    }

    private static void checkSize(List<Multipart.Part> parts) {
        int requests = 0;
        Set<String> ids = new HashSet<>();
        for (Multipart.Part part : parts) {
            List<Multipart.Part> members = isChangeSet(part) ? members(part) : List.of(part);
            requests += members.size();
            for (Multipart.Part member : members) {
                String id = member.header("content-id");
                if (!id.isEmpty() && !ids.add(id)) {
                    throw Refusal.of(ErrorCode.PAYLOAD, "The content ID '" + id + "' was found more than once.");
                }
            }
        }
        if (requests > MOST) {
            throw Refusal.of(
                    ErrorCode.BATCH_SIZE,
                    "The number of requests in the batch, " + requests + ", exceeds the maximum of " + MOST + ".");
        }
    }

    private static List<Multipart.Part> members(Multipart.Part changeSet) {
        return Multipart.parts(changeSet.header("content-type"), changeSet.content());
    }

    private Answer single(Multipart.Part part, ODataRequest batch) {
        Reply reply;
        try {
            reply = service.handle(BatchRequests.parse(part, batch, Map.of()));
        } catch (Refusal refusal) {
            reply = refusal.reply(false);
        }
        return new Answer(reply.status(), Multipart.write(reply, part.header("content-id")));
    }

    private Answer changeSet(Multipart.Part part, ODataRequest batch) {
        List<String> answers = new ArrayList<>();
        String boundary = "changesetresponse_" + UUID.randomUUID();
        try {
            environment.store().write(tx -> members(tx, part, batch, answers));
            return new Answer(200, nested(boundary, answers));
        } catch (Refusal refusal) {
            return refused(refusal, boundary);
        } catch (ODataSyntax wrong) {
            return refused(Refusal.syntax(String.valueOf(wrong.getMessage())), boundary);
        }
    }

    private boolean members(Transaction tx, Multipart.Part part, ODataRequest batch, List<String> answers) {
        Map<String, String> ids = new HashMap<>();
        for (Multipart.Part member : members(part)) {
            ODataRequest request = BatchRequests.parse(member, batch, ids);
            if (request.isRead()) {
                throw Refusal.of(ErrorCode.PAYLOAD, "A change set cannot contain a GET request.");
            }
            Reply reply = service.write(tx, request);
            String id = member.header("content-id");
            String address = reply.headers().get("OData-EntityId");
            if (!id.isEmpty() && address != null) {
                ids.put("$" + id, address.substring(batch.context().base().length()));
            }
            answers.add(Multipart.write(reply, id));
        }
        return true;
    }

    private Answer refused(Refusal refusal, String boundary) {
        String error = Multipart.write(refusal.reply(false), "");
        boolean nest = environment.quirks().keys().nestChangeSetError();
        return new Answer(refusal.status(), nest ? nested(boundary, List.of(error)) : error);
    }

    private static String nested(String boundary, List<String> parts) {
        return "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n" + Multipart.join(boundary, parts);
    }
}
