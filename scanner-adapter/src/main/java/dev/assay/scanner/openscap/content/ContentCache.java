package dev.assay.scanner.openscap.content;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was read from content files, once per version of each, known by its name: a new version has another place at times.
 * Keeps the eight that were used last. Thread-safe: a second caller waits for the first.
 */
public final class ContentCache<T> {
    private static final Logger LOG = Logger.getLogger(ContentCache.class);
    private static final int MAX_ENTRIES = 8;

    private final Reader<T> reader;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>(MAX_ENTRIES, 0.75f, true);

    public ContentCache(Reader<T> reader) {
        this.reader = reader;
    }

    /** @throws CannotTellException when the file can't be read, or isn't what its fingerprint was taken of any more */
    public synchronized T get(ContentFile file) throws CannotTellException {
        Entry<T> known = entries.get(file.name());
        if (known != null && known.sha256.equals(file.sha256())) {
            return known.content;
        }
        T content = read(file);
        entries.put(file.name(), new Entry<>(file.sha256(), content));
        if (entries.size() > MAX_ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
        LOG.infof("content read file=%s sha256=%s", file.name(), file.sha256());
        return content;
    }

    private T read(ContentFile file) throws CannotTellException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16);
                DigestInputStream digested = new DigestInputStream(in, Digests.sha256())) {
            T content = reader.read(new KeptOpen(digested));
            digested.transferTo(OutputStream.nullOutputStream());
            String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            if (!sha256.equals(file.sha256())) {
                throw ofNoUse(file, "it changed while it was read", null);
            }
            return content;
        } catch (XmlException e) {
            throw ofNoUse(file, CannotTellException.why(e), e);
        } catch (IOException e) {
            throw ofNoUse(file, "it can't be read: " + CannotTellException.why(e), e);
        }
    }

    private static CannotTellException ofNoUse(ContentFile file, String why, @Nullable Throwable cause) {
        return new CannotTellException(FailureReason.SCANNER_ERROR, file.path() + " is of no use: " + why, cause);
    }

    /** How a file is read. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream in) throws IOException, XmlException;
    }

    /** XML parsers close what they read to the end; what is left of the file belongs to its digest too. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // By the one that opened it.
        }
    }

    private record Entry<T>(String sha256, T content) {}
}
