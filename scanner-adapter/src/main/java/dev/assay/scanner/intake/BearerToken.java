package dev.assay.scanner.intake;

import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** A shared secret in the {@code Authorization} header (RFC 6750, section 2.1). Without a secret nobody is admitted. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private final Optional<byte[]> expected;

    public BearerToken(Optional<String> secret) {
        expected = secret.map(String::strip).filter(it -> !it.isEmpty()).map(it -> it.getBytes(StandardCharsets.UTF_8));
    }

    boolean isSet() {
        return expected.isPresent();
    }

    public Admission admit(HttpHeaders headers) {
        if (expected.isEmpty()) {
            return Admission.CLOSED;
        }
        String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Admission.REFUSED;
        }
        byte[] given = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected.get(), given) ? Admission.ADMITTED : Admission.REFUSED;
    }
}
