package dev.assay.scanner.openscap.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

class BoundedProcessIT {
    /** Each child is started, and its starter gone, in a moment: a list of processes is old before it is read. */
    @RepeatedTest(3)
    @Timeout(30)
    void shouldEndWhatIsStartedWhileItEnds() {
        String starters = "start() { (sleep 987681 & exit 0) </dev/null >/dev/null 2>&1 & }\n"
                + "i=0; while [ $i -lt 300 ]; do start; i=$((i+1)); done; wait";
        BoundedProcess bounded = new BoundedProcess(new ProcessLimits(1024, 20, 10));
        assertThatThrownBy(() -> bounded.run(
                        new Invocation(List.of("sh", "-c", starters), Map.of(), Path.of("/"), false, Set.of()),
                        Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class);
        await().until(() -> SandboxDetectionIT.running("987681") == 0);
    }
}
