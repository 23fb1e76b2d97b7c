package dev.assay.standin.http;

import java.util.Optional;

/** Says which requests go wrong. */
@FunctionalInterface
public interface FaultSource {
    /** @param path without the query */
    Optional<Fault> next(String method, String path);
}
