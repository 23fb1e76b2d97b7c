package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.openscap.process.Protection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scanner that somebody has taken over can do. Needs a machine that allows user namespaces. */
@Timeout(60)
class SandboxIT {
    private static final String LEAVE_ONE_BEHIND = "setsid sh -c 'setsid sleep 987661 &' </dev/null >/dev/null 2>&1\n";

    @TempDir
    Path directory;

    private Workbench workbench;

    @BeforeEach
    void setUp() throws IOException {
        workbench = new Workbench(directory)
                .feed("debian-12", new OvalText("12").vulnerable("CVE-2030-0001", "openssl", "3.0.11-1", "high"));
    }

    /** Without the sandbox it gets through, so the test can fail. */
    @ParameterizedTest
    @ValueSource(strings = {"preferred", "required", "off"})
    void shouldKeepTheScannerFromTheNetwork(String sandbox) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            workbench
                    .set("sandbox", sandbox)
                    .oscapIs("bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + listener.getLocalPort()
                            + "' 2>/dev/null\nexec $OSCAP \"$@\"");

            // When
            assertThat(workbench.vulnerabilities(image())).isInstanceOf(ScanOutcome.Told.class);

            // Then
            listener.setSoTimeout(50);
            if (sandbox.equals("off")) {
                listener.accept().close();
            } else {
                assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveNothingBehindThatLetGoOfItsParent(boolean closed) throws Exception {
        // Given: as nobody, or as the user of the test
        if (closed) {
            workbench.closed();
        }
        workbench.oscapIs(LEAVE_ONE_BEHIND + "exec $OSCAP \"$@\"");

        // When, Then
        assertThat(workbench.vulnerabilities(image())).isInstanceOf(ScanOutcome.Told.class);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindAtTheDeadline() throws Exception {
        workbench.oscapIs("[ -z \"$OSCAP_PROBE_ROOT\" ] || {\n" + LEAVE_ONE_BEHIND + "sleep 987662\n}");
        assertThat(workbench.scan(QualityType.VULNERABILITY, image(), Duration.ofMillis(500)))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED));
        assertThat(leftBehind()).isEmpty();
    }

    /** What the sandbox is for: without it nobody knows such a process any more. */
    @Test
    void shouldMissWhatLetGoOfItsParentWhereThereIsNoSandbox() throws Exception {
        workbench.set("sandbox", "off").oscapIs(LEAVE_ONE_BEHIND + "exec $OSCAP \"$@\"");
        workbench.vulnerabilities(image());
        List<ProcessHandle> left = leftBehind();
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"preferred", "off"})
    void shouldHideOurOwnProcess(String sandbox) throws Exception {
        workbench
                .set("sandbox", sandbox)
                .oscapIs("grep -q java /proc/" + ProcessHandle.current().pid()
                        + "/cmdline 2>/dev/null && { echo seen >&2; exit 9; }\nexec $OSCAP \"$@\"");
        ScanOutcome outcome = workbench.vulnerabilities(image());
        if (sandbox.equals("off")) {
            assertThat(outcome.toString()).contains("seen");
        } else {
            assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
        }
    }

    @Test
    void shouldSayWhatSurroundsOscap() throws Exception {
        assertThat(workbench.scanner().sandbox().protections()).containsExactlyInAnyOrder(Protection.values());
        HealthCheckResponse preferred = health("preferred");
        assertThat(preferred.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(preferred.getData())
                .hasValue(Map.of("network", "isolated", "processes", "isolated", "proc", "isolated"));
        HealthCheckResponse off = health("off");
        assertThat(off.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(off.getData())
                .hasValueSatisfying(it -> assertThat(it)
                        .containsEntry("network", "shared")
                        .hasEntrySatisfying(
                                "lacking", text -> assertThat(text).asString().contains("could reach the network")));
    }

    private static HealthCheckResponse health(String sandbox) {
        Map<String, String> settings = Map.of("assay.openscap.sandbox", sandbox);
        OpenScapConfig config = Workbench.config(settings);
        return new SandboxHealth(config, new OpenScapScanner(config, java.time.Clock.systemUTC())).call();
    }

    private static DirectoryImage image() {
        return DirectoryImage.debian("12").withPackages("openssl 3.0.9-1 amd64");
    }

    private static List<ProcessHandle> leftBehind() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(it -> it.info().commandLine().orElse("").contains("98766"))
                    .toList();
        }
    }
}
