package org.crmmigration.messaging.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry did not do what was asked. The subtypes follow the registry's documented error codes (Schema Registry
 * API, Confluent Platform 8.0); only {@link Unavailable} is worth repeating.
 */
public abstract sealed class SchemaRegistryException extends RuntimeException {

    private SchemaRegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same request may succeed later without anyone changing anything. */
    public boolean isTransient() {
        return false;
    }

    /** Whether a registry that could not be reached lies at the bottom of this failure. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SchemaRegistryException registry) {
                return registry.isTransient();
            }
        }
        return false;
    }

    static SchemaRegistryException of(int status, int code, String message) {
        return switch (code) {
            case 40401 -> new SubjectNotFound(message);
            case 40402 -> new VersionNotFound(message);
            case 40403 -> new SchemaNotFound(message);
            case 409 -> new IncompatibleSchema(message);
            case 42201 -> new InvalidSchema(message);
            default -> ofStatus(status, message);
        };
    }

    private static SchemaRegistryException ofStatus(int status, String message) {
        return switch (status) {
            case 401, 403 -> new AccessDenied(message);
            case 409 -> new IncompatibleSchema(message);
            case 408, 429 -> new Unavailable(message, null);
            default -> status >= 500 ? new Unavailable(message, null) : new Refused(message);
        };
    }

    /** 40401: the registry does not know the subject. */
    public static final class SubjectNotFound extends SchemaRegistryException {
        SubjectNotFound(String message) {
            super(message, null);
        }
    }

    /** 40402: the subject has no such version. */
    public static final class VersionNotFound extends SchemaRegistryException {
        VersionNotFound(String message) {
            super(message, null);
        }
    }

    /** 40403: no such id, or the subject does not hold the schema. */
    public static final class SchemaNotFound extends SchemaRegistryException {
        SchemaNotFound(String message) {
            super(message, null);
        }
    }

    /** 409: the schema breaks the subject's compatibility level. */
    public static final class IncompatibleSchema extends SchemaRegistryException {
        IncompatibleSchema(String message) {
            super(message, null);
        }
    }

    /** 42201: the text is no schema. */
    public static final class InvalidSchema extends SchemaRegistryException {
        InvalidSchema(String message) {
            super(message, null);
        }
    }

    /** 401 or 403: the credentials are wrong or do not allow this. */
    public static final class AccessDenied extends SchemaRegistryException {
        AccessDenied(String message) {
            super(message, null);
        }
    }

    /** Any other refusal, a redirect, or an answer that is not the registry's. */
    public static final class Refused extends SchemaRegistryException {
        Refused(String message) {
            super(message, null);
        }
    }

    /** No registry node could be reached, or each answered with a server error or too late. */
    public static final class Unavailable extends SchemaRegistryException {
        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }
}
