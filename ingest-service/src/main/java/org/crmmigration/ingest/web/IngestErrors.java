package org.crmmigration.ingest.web;

import org.crmmigration.ingest.IngestException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of the ingest interface as problem+json. */
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
