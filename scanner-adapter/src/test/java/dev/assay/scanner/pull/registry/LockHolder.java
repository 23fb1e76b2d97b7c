package dev.assay.scanner.pull.registry;

import java.io.IOException;
import java.nio.file.Path;

/** Another process with a work directory in the same place, until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (WorkDirectory work = WorkDirectory.in(Path.of(arguments[0]))) {
            System.out.println(work.newFolder());
            if (System.in.read() >= 0) {
                throw new IllegalStateException("nobody is to write anything");
            }
        }
    }
}
