package dev.assay.scanner.openscap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SandboxDetectionIT {
    private static final ProcessLimits LIMITS = new ProcessLimits(1024, 20, 10);

    @TempDir
    Path directory;

    @Test
    void shouldRunWithoutWhatIsNotThere() throws Exception {
        Oscap oscap = oscap(SandboxUse.PREFERRED, "no-such-program");
        assertThat(oscap.sandbox().protections()).isEmpty();
        assertThat(run(oscap)).isZero();
    }

    @Test
    void shouldNotRunWithoutWhatIsRequired() throws Exception {
        Oscap oscap = oscap(SandboxUse.REQUIRED, "no-such-program");
        assertThatThrownBy(() -> run(oscap))
                .hasMessageContaining("assay.openscap.sandbox")
                .hasMessageContaining("could reach the network")
                .isInstanceOfSatisfying(
                        CannotTellException.class,
                        it -> assertThat(it.reason()).isEqualTo(FailureReason.SCANNER_UNAVAILABLE));
    }

    @Test
    void shouldTakeAProgramThatFailsForOneThatIsNotThere() throws Exception {
        assertThat(oscap(SandboxUse.PREFERRED, "/bin/false").sandbox().protections())
                .isEmpty();
    }

    /** A namespace's first process would be deaf to its own limits' signals. */
    @Test
    void shouldTellWhichLimitEndedAProgram() throws Exception {
        List<String> command =
                new ArrayList<>(oscap(SandboxUse.REQUIRED, "unshare").sandbox().prefix());
        command.addAll(List.of("sh", "-c", "head -c 20000000 /dev/zero > " + directory.resolve("large")));
        Ended ended = new BoundedProcess(LIMITS)
                .run(new Invocation(command, Map.of(), Path.of("/"), false, Set.of()), Duration.ofSeconds(30));
        assertThat(ExitStatus.explain("it", ended)).contains("assay.openscap.output-mib");
    }

    @Test
    void shouldDieWithTheOneThatStartedIt() throws Exception {
        // Given
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" & wait", "sh"));
        command.addAll(oscap(SandboxUse.REQUIRED, "unshare").sandbox().prefix());
        command.addAll(List.of("sleep", "987671"));
        Process process = new ProcessBuilder(command).start();
        await().until(() -> running("987671") >= 4);

        // When
        process.destroyForcibly();

        // Then
        await().until(() -> running("987671") == 0);
    }

    /** In a process that has no rights at all, and no program for making user namespaces. */
    @Test
    void shouldSayWhyNoRpmDatabaseCanBeLookedInto() throws Exception {
        assertThat(rpmTroubleWithoutRights("no-such-program")).contains("neither a user namespace", "CAP_SYS_CHROOT");
        assertThat(rpmTroubleWithoutRights("/bin/false")).contains("neither a user namespace", "CAP_SYS_CHROOT");
    }

    private String rpmTroubleWithoutRights(String unshare) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RpmTrouble.class.getName(),
                directory.toString(),
                unshare));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A program of its own, for rights that the test can't give back. */
    static final class RpmTrouble {
        private RpmTrouble() {}

        public static void main(String[] arguments) throws InterruptedException {
            Oscap oscap = new Oscap(
                    "/bin/true", Path.of(arguments[0]), LIMITS, SandboxUse.PREFERRED, arguments[1], Clock.systemUTC());
            System.out.println("trouble: " + oscap.rpmTrouble().orElse("none"));
        }
    }

    private int run(Oscap oscap) throws Exception {
        Instant deadline = Clock.systemUTC().instant().plusSeconds(30);
        return oscap.run(List.of("x"), Map.of(), directory, Set.of(0), deadline);
    }

    private Oscap oscap(SandboxUse use, String unshare) {
        return new Oscap("/bin/true", directory, LIMITS, use, unshare, Clock.systemUTC());
    }

    static long running(String mark) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(it -> it.info().commandLine().orElse("").contains(mark))
                    .count();
        }
    }
}
