package org.crmmigration.reconcile.web;

import org.crmmigration.reconcile.life.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refusals as problem+json (RFC 9457): why, and what to do. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        HttpStatus status = status(refusal.kind());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(refusal.getMessage()));
        refusal.details().forEach(problem::setProperty);
        var answer = ResponseEntity.status(status);
        if (refusal.kind() == Refusal.Kind.NOT_READY) {
            answer.header("Retry-After", "1");
        }
        return answer.body(problem);
    }

    private static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case NOT_READY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
