package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.http.client.methods.HttpGet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkZoneTest {
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "100.63.0.1, PUBLIC",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.1, PUBLIC",
        "172.32.0.1, PUBLIC",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "192.168.1.1, PRIVATE",
        "0.1.2.3, PRIVATE",
        "fd00:ec2::254, PRIVATE",
        "2001:db8::1, PUBLIC",
        "64:ff9b::a00:1, PRIVATE",
        "64:ff9b::808:808, PUBLIC",
        "::ffff:127.0.0.1, LOOPBACK",
        "127.8.8.8, LOOPBACK",
        "::1, LOOPBACK"
    })
    void shouldKnowHowFarInsideAnAddressLies(String address, NetworkZone zone) throws IOException {
        assertThat(NetworkZone.of(InetAddress.getByName(address))).contains(zone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1", "64:ff9b::a9fe:a9fe"})
    void shouldHaveNoZoneForWhatIsNeverAsked(String address) throws IOException {
        assertThat(NetworkZone.of(InetAddress.getByName(address))).isEmpty();
    }

    @Test
    void shouldReachOutwardsOnly() {
        assertThat(NetworkZone.PRIVATE.reaches(NetworkZone.PUBLIC)).isTrue();
        assertThat(NetworkZone.PRIVATE.reaches(NetworkZone.PRIVATE)).isTrue();
        assertThat(NetworkZone.PRIVATE.reaches(NetworkZone.LOOPBACK)).isFalse();
        assertThat(NetworkZone.PUBLIC.reaches(NetworkZone.PRIVATE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkZone.class,
            names = {"PUBLIC", "PRIVATE"})
    void shouldNotConnectFurtherInside(NetworkZone reach) throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GuardedHttp http = new GuardedHttp(Duration.ofSeconds(10), Duration.ofSeconds(30))) {
            // Given
            inside.setSoTimeout(1);
            HttpGet get = new HttpGet("http://127.0.0.1:" + inside.getLocalPort());

            // Then
            assertThatThrownBy(() -> http.send(get, reach)).isInstanceOf(ForbiddenAddress.class);
            assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f000001", "127.1", "169.254.169.254", "[fe80::1]"})
    void shouldNotTakeAnotherSpellingOfAnAddressForAName(String host) {
        assertThatThrownBy(() -> GuardedHttp.zoneOf(RegistryHost.parse(host))).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5000", "localhost:5000", "[::1]:5000"})
    void shouldTakeTheOwnMachineWhenItIsNamed(String host) throws IOException {
        assertThat(GuardedHttp.zoneOf(RegistryHost.parse(host))).isEqualTo(NetworkZone.LOOPBACK);
    }
}
