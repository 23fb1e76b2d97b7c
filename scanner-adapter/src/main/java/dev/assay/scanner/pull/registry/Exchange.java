package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scanner.pull.registry.RegistrySession.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may come back on one call, and what did. */
interface Exchange {
    int MAX_TOKEN = 1 << 20;

    /** What may stand in a header. */
    Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");

    /** What Jib is to read of an answer with what was asked for. @throws IOException when it can't be that */
    InputStream body(HttpAnswer answer) throws IOException;

    Limits limits();

    /** A token service's answer with its token and nothing else. @throws IOException when there is none */
    default InputStream token(URI service, HttpAnswer answer) throws IOException {
        byte[] bytes = timed(answer).readNBytes(MAX_TOKEN + 1);
        JsonNode json = bytes.length > MAX_TOKEN ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(bytes);
        String token = json.path("token").textValue() == null
                ? json.path("access_token").asText()
                : json.path("token").textValue();
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException("the token service " + GuardedHttp.shown(service) + " answered without a token");
        }
        byte[] clean =
                Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("token", token));
        return new ByteArrayInputStream(clean);
    }

    private InputStream timed(HttpAnswer answer) throws IOException {
        return new TimedStream(answer.body(), limits().clock(), limits().answerTimeout());
    }

    /** A manifest. What counts are its bytes, which are kept; Jib hands out what it makes of them, and drops what it doesn't know. */
    final class Document implements Exchange {
        /** Registries are asked to take manifests of this size (OCI distribution specification); none is known to need more. */
        static final int MAX_DOCUMENT = 4 << 20;

        private final String what;
        private final Limits limits;
        private byte[] bytes = {};
        private boolean complete;

        Document(String what, Limits limits) {
            this.what = what;
            this.limits = limits;
        }

        @Override
        public Limits limits() {
            return limits;
        }

        @Override
        public InputStream body(HttpAnswer answer) throws IOException {
            if (answer.length().orElse(0L) > MAX_DOCUMENT) {
                throw tooLarge();
            }
            bytes = new TimedStream(answer.body(), limits.clock(), limits.answerTimeout()).readNBytes(MAX_DOCUMENT + 1);
            if (bytes.length > MAX_DOCUMENT) {
                throw tooLarge();
            }
            complete = true;
            return new ByteArrayInputStream(bytes);
        }

        boolean isComplete() {
            return complete;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        private Refused tooLarge() {
            return new Refused(Blobs.tooLarge(what));
        }
    }

    /** A blob of known size, which Jib compares with its digest. */
    final class Blob implements Exchange {
        private final Descriptor descriptor;
        private final Limits limits;
        private long count;
        private boolean ended;

        Blob(Descriptor descriptor, Limits limits) {
            this.descriptor = descriptor;
            this.limits = limits;
        }

        @Override
        public Limits limits() {
            return limits;
        }

        @Override
        public InputStream body(HttpAnswer answer) throws IOException {
            long length = answer.length().orElse(descriptor.size());
            if (length != descriptor.size()) {
                throw wrongSize(length);
            }
            count = 0;
            ended = false;
            return new Counted(new TimedStream(answer.body(), limits.clock(), limits.answerTimeout()));
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
}
