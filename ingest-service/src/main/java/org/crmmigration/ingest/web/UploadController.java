package org.crmmigration.ingest.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the files of an export that is handed in afterwards, streamed to disk. A file comes whole, or in pieces by
 * {@code Content-Range: bytes 0-1023/4096} (RFC 9110 §14.4); after a broken connection HEAD answers in
 * {@code Upload-Offset} from where to go on, and in {@code Upload-Complete} ({@code ?1} or {@code ?0}) whether it is whole.
 */
@RestController
@RequestMapping("/api/migrations/{migration}/exports/{upload}/files/{name}")
public final class UploadController {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final Exports exports;

    UploadController(Exports exports) {
        this.exports = exports;
    }

    @RequestMapping(method = RequestMethod.HEAD)
    ResponseEntity<Void> standing(
            @PathVariable String migration, @PathVariable String upload, @PathVariable String name) throws IOException {
        return answer(upload(migration, upload, name));
    }

    @PutMapping
    ResponseEntity<Void> take(
            @PathVariable String migration,
            @PathVariable String upload,
            @PathVariable String name,
            @RequestHeader(name = "Content-Range", required = false) @Nullable String contentRange,
            HttpServletRequest request)
            throws IOException {
        if (Objects.requireNonNullElse(request.getContentType(), "")
                .startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw new IngestException("the file came as a form, whose bytes are lost; send it by curl -T FILE, or as"
                    + " application/octet-stream");
        }
        Upload file = upload(migration, upload, name);
        if (contentRange == null) {
            file.take(request.getInputStream(), 0);
            file.complete();
            return answer(file);
        }
        Matcher range = RANGE.matcher(contentRange);
        if (!range.matches()) {
            throw new IngestException("Content-Range has the form bytes FIRST-LAST/TOTAL");
        }
        file.take(request.getInputStream(), Long.parseLong(range.group(1)));
        long here = file.standing().offset();
        if (here != Long.parseLong(range.group(2)) + 1) {
            throw new Upload.Gap(here);
        }
        if (range.group(3).equals(Long.toString(here))) {
            file.complete();
        }
        return answer(file);
    }

    /** Takes a file back that was uploaded by mistake, or whose rest will not come. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String migration, @PathVariable String upload, @PathVariable String name)
            throws IOException {
        upload(migration, upload, name).remove();
    }

    private Upload upload(String migration, String upload, String name) {
        return new Upload(exports.staging(migration).uploads(Upload.plain(upload)), name);
    }

    private static ResponseEntity<Void> answer(Upload file) throws IOException {
        Upload.Standing standing = file.standing();
        return ResponseEntity.noContent()
                .header("Upload-Offset", Long.toString(standing.offset()))
                .header("Upload-Complete", standing.complete() ? "?1" : "?0")
                .build();
    }
}
