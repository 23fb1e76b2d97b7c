package dev.assay.standin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One server for all tests of a class, and the objects that each test leaves behind. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConformanceTest {
    private final List<String> created = new ArrayList<>();
    private Optional<ServerUnderTest> server = Optional.empty();

    @BeforeAll
    void openServer() throws Exception {
        server = Optional.of(ServerUnderTest.open());
        prepare();
    }

    @AfterEach
    void removeObjects() {
        for (String path : created) {
            api().patch(path, "{\"metadata\":{\"finalizers\":null}}");
            api().delete(path);
        }
        created.clear();
    }

    @AfterAll
    void closeServer() {
        cleanUp();
        server.orElseThrow().close();
    }

    /** What all tests of the class need. */
    void prepare() throws Exception {}

    void cleanUp() {}

    final ApiClient api() {
        return server.orElseThrow().client();
    }

    /** A name that nobody else uses, and that is safe for a label as well. */
    static String unique() {
        return "conformance-" + UUID.randomUUID();
    }

    /** Has it removed after the test, whether it ever exists or not. */
    final void removeLater(String path) {
        created.add(path);
    }

    static void assertStatus(Answer answer, int code, String reason) {
        assertThat(answer.status()).as("status of %s", answer.body()).isEqualTo(code);
        assertThat(answer.body().path("kind").asText()).isEqualTo("Status");
        assertThat(answer.body().path("apiVersion").asText()).isEqualTo("v1");
        assertThat(answer.body().path("status").asText()).isEqualTo("Failure");
        assertThat(answer.body().path("code").asInt()).isEqualTo(code);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.body().path("message").asText()).isNotBlank();
    }
}
