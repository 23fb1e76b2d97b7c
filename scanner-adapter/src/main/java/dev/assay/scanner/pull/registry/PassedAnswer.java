package dev.assay.scanner.pull.registry;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Jib is told of an answer: its status, its body, and how the registry wants to be told who asks. */
final class PassedAnswer extends LowLevelHttpResponse {
    private final HttpAnswer answer;
    private final InputStream body;
    private final List<String> challenge;

    private PassedAnswer(HttpAnswer answer, InputStream body, List<String> challenge) {
        this.answer = answer;
        this.body = body;
        this.challenge = challenge;
    }

    static PassedAnswer ok(HttpAnswer answer, InputStream body) {
        return new PassedAnswer(answer, body, List.of());
    }

    /** Without its body, which nobody here reads. */
    static PassedAnswer unauthorized(HttpAnswer answer, Optional<String> challenge) {
        return new PassedAnswer(
                answer, InputStream.nullInputStream(), challenge.stream().toList());
    }

    /** Closing it gives the answer up, where closing the network's stream would read an endless body to its end. */
    @Override
    public InputStream getContent() {
        return new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
                answer.close();
            }
        };
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public long getContentLength() {
        return answer.length().orElse(-1L);
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getStatusLine() {
        return null;
    }

    @Override
    public int getStatusCode() {
        return answer.status();
    }

    @Override
    public @Nullable String getReasonPhrase() {
        return null;
    }

    @Override
    public int getHeaderCount() {
        return challenge.size();
    }

    @Override
    public String getHeaderName(int index) {
        return "WWW-Authenticate";
    }

    @Override
    public String getHeaderValue(int index) {
        return challenge.get(index);
    }

    @Override
    public void disconnect() throws IOException {
        answer.close();
    }
}
