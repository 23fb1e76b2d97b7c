package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTroubleTest {
    @ParameterizedTest
    @CsvSource({"404, has no Images", "401, credentials", "403, system:image-auditor", "503, comes back by itself"})
    void shouldSayWhatToDo(int status, String advice) {
        // Given
        Exception failure = new WatcherException("watch", new KubernetesClientException("refused", status, null));

        // When
        ListTrouble trouble = ListTrouble.of(new CompletionException(failure));

        // Then
        assertThat(trouble.status()).isEqualTo(status);
        assertThat(trouble.message()).isEqualTo("refused");
        assertThat(trouble.advice()).contains(advice);
    }

    @Test
    void shouldNameABrokenConnection() {
        assertThat(ListTrouble.of(new IOException("Connection refused")))
                .isEqualTo(new ListTrouble(0, "Connection refused"));
        assertThat(ListTrouble.of(new KubernetesClientException(
                        "Operation: [list] failed.", new IOException("Connection refused", new IOException()))))
                .isEqualTo(new ListTrouble(0, "Connection refused"));
    }

    @Test
    void shouldCutLongMessages() {
        assertThat(ListTrouble.of(new IOException("x".repeat(5_000))).message()).hasSize(301);
    }
}
