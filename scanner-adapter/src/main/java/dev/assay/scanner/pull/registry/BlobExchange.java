package dev.assay.scanner.pull.registry;

import dev.assay.scanner.pull.registry.RegistrySession.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A blob of known size, which Jib compares with its digest. */
final class BlobExchange extends Exchange {
    private final Descriptor descriptor;
    private long count;
    private boolean ended;

    BlobExchange(Descriptor descriptor, Limits limits) {
        super(limits);
        this.descriptor = descriptor;
    }

    @Override
    InputStream body(HttpAnswer answer) throws IOException {
        long length = answer.length().orElse(descriptor.size());
        if (length != descriptor.size()) {
            throw wrongSize(length);
        }
        count = 0;
        ended = false;
        return new Counted(timed(answer));
    }

    /** What is wrong with a body that Jib does not take; empty when it has not come to its end. */
    Optional<WrongBytes> fault() {
        if (!ended) {
            return Optional.empty();
        }
        return Optional.of(
                count != descriptor.size()
                        ? wrongSize(count)
                        : new WrongBytes("the blob " + descriptor.digest() + " comes with other bytes"));
    }

    private WrongBytes wrongSize(long size) {
        return new WrongBytes("the blob " + descriptor.digest() + " comes with " + size
                + " bytes or more, and the manifest states " + descriptor.size());
    }

    /** Ends with the size that the manifest states. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            ended = read < 0;
            count += Math.max(0, read);
            if (count > descriptor.size()) {
                throw wrongSize(count);
            }
            return read;
        }
    }
}
