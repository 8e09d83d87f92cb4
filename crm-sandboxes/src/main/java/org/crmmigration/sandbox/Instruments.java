package org.crmmigration.sandbox;

/** What watches and disturbs the calls of one sandbox. */
public record Instruments(Faults faults, Counters counters, RequestLog log, Observer observer) {

    /** Sees every call before anything is decided about it. */
    @FunctionalInterface
    public interface Observer {

        /** Sees nothing. */
        Observer NONE = call -> {};

        void received(Call call);
    }
}
