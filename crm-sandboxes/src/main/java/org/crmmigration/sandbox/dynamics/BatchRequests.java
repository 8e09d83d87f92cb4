package org.crmmigration.sandbox.dynamics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.dynamics.odata.ODataSyntax;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** Turns the HTTP texts inside a batch into requests. */
final class BatchRequests {

    private static final int LONGEST_ADDRESS = 65_536;

    private BatchRequests() {}

    /**
     * The request in a part.
     *
     * @param ids rows that {@code $n} stands for
     */
    static ODataRequest parse(Multipart.Part part, ODataRequest batch, Map<String, String> ids) {
        String text = part.content();
        int lineEnd = text.indexOf("\r\n");
        if (lineEnd < 0) {
            throw Multipart.unreadable();
        }
        List<String> words = List.of(text.substring(0, lineEnd).split(" ", -1));
        if (words.size() != 3 || !words.get(2).startsWith("HTTP/1.")) {
            throw Multipart.unreadable();
        }
        if (words.get(1).length() > LONGEST_ADDRESS) {
            throw Refusal.syntax("The address of a request in a batch is too long.");
        }
        Multipart.Part inner = Multipart.part(text.substring(lineEnd));
        Map<String, String> headers = new HashMap<>(inner.headers());
        RequestContext context = batch.context().part(headers, ids);
        return request(words.get(0), words.get(1), inner.content(), context, batch.work());
    }

    private static ODataRequest request(String method, String url, String body, RequestContext context, Work work) {
        String target = resource(url, context);
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        try {
            return new ODataRequest(
                    method,
                    ResourcePath.parse(UrlText.decodePath(path)),
                    UrlText.query(question < 0 ? "" : target.substring(question + 1)),
                    body,
                    context,
                    work);
        } catch (ODataSyntax wrong) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
    }

    /** What follows the service root, with a leading {@code $n} put in its place. */
    private static String resource(String url, RequestContext context) {
        if (url.startsWith("$batch") || url.contains("/$batch")) {
            throw Refusal.of(ErrorCode.PAYLOAD, "A batch cannot contain another batch.");
        }
        if (url.startsWith("$") || url.startsWith("/$")) {
            String plain = url.startsWith("/") ? url.substring(1) : url;
            int end = plain.indexOf('/') < 0 ? plain.length() : plain.indexOf('/');
            return References.contentId(plain.substring(0, end), context.contentIds()) + plain.substring(end);
        }
        int api = url.indexOf("/api/data/v9.");
        return api < 0 ? url : url.substring(url.indexOf('/', api + "/api/data/".length()));
    }
}
