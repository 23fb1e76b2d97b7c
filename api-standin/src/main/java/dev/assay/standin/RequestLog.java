package dev.assay.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests, oldest first. Thread-safe. */
final class RequestLog {
    private static final int LIMIT = 10_000;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    synchronized void add(String method, String target, int status) {
        if (requests.size() == LIMIT) {
            requests.removeFirst();
        }
        requests.addLast(new RecordedRequest(method, target, status));
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
