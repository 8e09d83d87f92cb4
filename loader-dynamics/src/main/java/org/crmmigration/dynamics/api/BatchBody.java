package org.crmmigration.dynamics.api;

import java.util.List;
import java.util.Map;

/** Writes the body of a batch request, with CRLF line ends as Dataverse insists. */
final class BatchBody {

    /** Boundary of the batch. JSON text escapes line ends, so no body can hold a boundary line. */
    static final String BOUNDARY = "batch_migration";

    private static final String LINE = "\r\n";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> writing;
    private int contentId;

    private BatchBody(Map<String, String> writing) {
        this.writing = writing;
    }

    /** The body of a batch whose calls that write carry these headers. */
    static String write(List<Operation> operations, Map<String, String> writing) {
        BatchBody body = new BatchBody(writing);
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            if (operation.calls().size() == 1) {
                body.call(BOUNDARY, operation.calls().getFirst(), false);
            } else {
                body.changeSet("changeset_" + (i + 1), operation.calls());
            }
        }
        return body.text.append("--").append(BOUNDARY).append("--").append(LINE).toString();
    }

    private void changeSet(String boundary, List<Operation.Call> calls) {
        text.append("--").append(BOUNDARY).append(LINE);
        text.append("Content-Type: multipart/mixed; boundary=\"")
                .append(boundary)
                .append('"')
                .append(LINE)
                .append(LINE);
        calls.forEach(call -> call(boundary, call, true));
        text.append("--").append(boundary).append("--").append(LINE).append(LINE);
    }

    private void headers(Map<String, String> headers) {
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append(LINE));
    }

    private void call(String boundary, Operation.Call call, boolean member) {
        text.append("--").append(boundary).append(LINE);
        text.append("Content-Type: application/http").append(LINE);
        text.append("Content-Transfer-Encoding: binary").append(LINE);
        if (member) {
            text.append("Content-ID: ").append(++contentId).append(LINE);
        }
        text.append(LINE)
                .append(call.method())
                .append(' ')
                .append(DynamicsApi.ROOT)
                .append(call.path());
        text.append(" HTTP/1.1").append(LINE);
        headers(call.headers());
        if (!call.method().equals("GET")) {
            headers(writing);
        }
        if (call.body() != null) {
            text.append("Content-Type: application/json; type=entry").append(LINE);
        }
        text.append(LINE);
        if (call.body() != null) {
            text.append(call.body());
        }
        text.append(LINE);
    }
}
