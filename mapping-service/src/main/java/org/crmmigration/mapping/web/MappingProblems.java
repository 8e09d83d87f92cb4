package org.crmmigration.mapping.web;

import java.util.List;
import org.crmmigration.mapping.rule.MappingFile.UnknownDestination;
import org.crmmigration.mapping.run.ExportMissing;
import org.crmmigration.mapping.tree.InvalidMapping;
import org.crmmigration.mapping.tree.Problem;
import org.crmmigration.messaging.SecretReference.UnresolvedReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what went wrong into problem+json that says what to do. */
@RestControllerAdvice(
        assignableTypes = {
            MappingController.class,
            PreparationController.class,
            SchemaController.class,
            StudyController.class
        })
public final class MappingProblems {

    /** One problem of a mapping file. */
    public record ProblemView(String file, int line, String key, String message) {}

    /** 422 with every problem of the file. */
    @ExceptionHandler
    public ProblemDetail invalid(InvalidMapping invalid) {
        List<ProblemView> problems =
                invalid.problems().stream().map(MappingProblems::view).toList();
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The mapping has " + problems.size() + " problem(s); nothing was saved.");
        detail.setTitle("Mapping not valid");
        detail.setProperty("problems", problems);
        return detail;
    }

    /** 422: an address nobody has. */
    @ExceptionHandler
    public ProblemDetail refused(Handovers.Refused refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, refused.sentence());
    }

    /** 404. */
    @ExceptionHandler({MappingController.Unknown.class, UnknownDestination.class})
    public ProblemDetail unknown(RuntimeException unknown) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(unknown.getMessage()));
    }

    /** 409: something else must happen first. */
    @ExceptionHandler({MappingController.NotReady.class, ExportMissing.class, UnresolvedReference.class})
    public ProblemDetail notReady(RuntimeException notReady) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(notReady.getMessage()));
    }

    private static ProblemView view(Problem problem) {
        return new ProblemView(problem.place().file(), problem.place().line(), problem.key(), problem.message());
    }
}
