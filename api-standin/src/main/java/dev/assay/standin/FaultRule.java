package dev.assay.standin;

import dev.assay.standin.http.Fault;
import java.util.OptionalInt;

/**
 * Which of the next requests go wrong, and how.
 *
 * @param method in capitals; empty for all
 * @param pathPrefix what the path, without query, begins with
 * @param times how many requests; later ones are handled normally
 */
public record FaultRule(Fault fault, String method, String pathPrefix, int times) {
    public FaultRule {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times");
        }
    }

    /** The next request, whatever it is, is answered with that status. */
    public static FaultRule answer(int status) {
        return new FaultRule(new Fault.Answer(status, OptionalInt.empty()), "", "/", 1);
    }

    /** The same with a Retry-After header. */
    public static FaultRule answer(int status, int retryAfterSeconds) {
        return new FaultRule(new Fault.Answer(status, OptionalInt.of(retryAfterSeconds)), "", "/", 1);
    }

    /** The connection of the next request is closed without an answer. */
    public static FaultRule closeConnection() {
        return new FaultRule(new Fault.CloseConnection(), "", "/", 1);
    }

    /** The next request gets no answer, and its connection stays open. */
    public static FaultRule noAnswer() {
        return new FaultRule(new Fault.NoAnswer(), "", "/", 1);
    }

    /** Only for such requests. */
    public FaultRule on(String onlyMethod, String onlyPathPrefix) {
        return new FaultRule(fault, onlyMethod, onlyPathPrefix, times);
    }

    public FaultRule times(int count) {
        return new FaultRule(fault, method, pathPrefix, count);
    }

    boolean matches(String requestMethod, String path) {
        return (method.isEmpty() || method.equals(requestMethod)) && path.startsWith(pathPrefix);
    }
}
