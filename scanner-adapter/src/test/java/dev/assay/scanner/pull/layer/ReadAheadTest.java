package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReadAheadTest {
    private static final int BLOCK = 1 << 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 20 * BLOCK + 7})
    void shouldGiveWhatTheSourceHas(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        try (ReadAhead ahead = new ReadAhead(new ByteArrayInputStream(bytes))) {
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldGiveSingleBytes() throws IOException {
        try (ReadAhead ahead = new ReadAhead(new ByteArrayInputStream(new byte[] {1, (byte) 0xff}))) {
            assertThat(ahead.read()).isEqualTo(1);
            assertThat(ahead.read()).isEqualTo(0xff);
            assertThat(ahead.read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldBreakWhereTheSourceBreaksAndNotBefore() throws IOException {
        InputStream source = new SequenceInputStream(new ByteArrayInputStream(new byte[3 * BLOCK]), source(length -> {
            throw new IOException("torn");
        }));
        try (ReadAhead ahead = new ReadAhead(source)) {
            assertThat(ahead.readNBytes(3 * BLOCK)).hasSize(3 * BLOCK);
            assertThatThrownBy(ahead::read).isInstanceOf(IOException.class).hasMessage("torn");
            assertThatThrownBy(ahead::read).hasMessage("torn");
        }
    }

    @Test
    void shouldPassOnWhatNobodyDeclares() throws IOException {
        InputStream source = source(length -> {
            throw new StackOverflowError("deep");
        });
        try (ReadAhead ahead = new ReadAhead(source)) {
            assertThatThrownBy(ahead::read).isInstanceOf(StackOverflowError.class);
        }
    }

    /** As bombs are: the bounds are held against what was taken. */
    @Test
    void shouldReadOnlyAFewBlocksAhead() throws IOException {
        AtomicLong count = new AtomicLong();
        try (ReadAhead ahead = new ReadAhead(endless(count))) {
            assertThat(ahead.read()).isZero();
            await().until(() -> threads().anyMatch(it -> it.getState() == Thread.State.WAITING));
            assertThat(count).hasValue(8L * BLOCK);
        }
    }

    @Test
    void shouldEndItsThreadWhenItIsClosed() throws IOException {
        ReadAhead ahead = new ReadAhead(endless(new AtomicLong()));
        assertThat(ahead.read()).isZero();
        ahead.close();
        assertThat(threads()).isEmpty();
    }

    @Test
    void shouldNotWaitOnWhenItsTakerIsInterrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        InputStream source = source(length -> {
            try {
                never.await();
                return -1;
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        });
        try (ReadAhead ahead = new ReadAhead(source)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::read).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().equals("assay-layer-ahead"));
    }

    private static InputStream endless(AtomicLong count) {
        return source(length -> {
            count.addAndGet(length);
            return length;
        });
    }

    private static InputStream source(Read read) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1) < 0 ? -1 : 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read.read(length);
            }
        };
    }

    /** Into a buffer of zeros. */
    private interface Read {
        int read(int length) throws IOException;
    }
}
