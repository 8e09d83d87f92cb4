package org.crmmigration.ingest.web;

import java.io.IOException;
import org.crmmigration.ingest.IngestException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of the ingest interface as problem+json; before the general ones, which say less. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(
        assignableTypes = {
            ExportController.class,
            UploadController.class,
            InspectionController.class,
            ConflictController.class,
            BehaviourController.class
        })
public final class IngestErrors {

    @ExceptionHandler
    ProblemDetail notFound(NotFound problem) {
        return detail(HttpStatus.NOT_FOUND, problem);
    }

    @ExceptionHandler
    ProblemDetail wrong(IngestException problem) {
        return detail(HttpStatus.UNPROCESSABLE_CONTENT, problem);
    }

    @ExceptionHandler
    ProblemDetail gap(Upload.Gap problem) {
        return detail(HttpStatus.CONFLICT, problem);
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException problem) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "the body of the request is not the JSON that this address takes");
    }

    /** A full disk, mostly; a client that went away does not read it. */
    @ExceptionHandler
    ProblemDetail machine(IOException problem) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INSUFFICIENT_STORAGE,
                "this service could not read or write its files (" + problem.getMessage()
                        + "); of an upload what arrived is kept, and goes on from there when there is room");
    }

    private static ProblemDetail detail(HttpStatus status, Exception problem) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(problem.getMessage()));
    }

    /** What was asked for does not exist here. */
    static final class NotFound extends RuntimeException {
        NotFound(String message) {
            super(message);
        }
    }
}
