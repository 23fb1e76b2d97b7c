package dev.assay.standin.http;

/** Told of every request when it is answered; of a watch when it begins. */
@FunctionalInterface
public interface RequestObserver {
    /**
     * @param target path and query as the client sent them
     * @param status 0 where the connection was closed instead, or left without an answer
     */
    void answered(String method, String target, int status);
}
