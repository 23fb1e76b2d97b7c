package dev.assay.scanner.pull.registry;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** What came back on one request. Closing it gives up on whatever of the body was not read. */
public interface HttpAnswer extends Closeable {
    int status();

    Optional<String> header(String name);

    List<String> headers(String name);

    /** Not to be closed: that would read an endless body to its end. Close the answer. */
    InputStream body() throws IOException;

    /** As the sender states it; empty when it does not. */
    Optional<Long> length();
}
