package dev.assay.gate.directory;

import java.io.IOException;

/** What is in a file, or why that can't be told. Compared by value to see changes. */
sealed interface PolicyFile {
    /** @throws IOException when it couldn't be read */
    String text() throws IOException;

    /** It could be read. */
    record Content(String text) implements PolicyFile {}

    /** It couldn't. */
    record Unreadable(String why) implements PolicyFile {
        @Override
        public String text() throws IOException {
            throw new IOException(why);
        }
    }
}
