package dev.assay.standin;

/**
 * A request that was answered, or a watch that began.
 *
 * @param path with the query, as the client sent it
 * @param status 0 where a fault closed the connection or gave no answer
 */
public record RecordedRequest(String method, String path, int status) {}
