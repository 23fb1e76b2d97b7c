package dev.assay.contract.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.event.Samples;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ScanFailedTest {
    private static final URI ELSEWHERE = URI.create("https://elsewhere.test/report");

    @Test
    void shouldChangeNothingButTheAddressOfItsReport() {
        // When
        ScanFailed moved = Samples.scanFailed().reportedAt(ELSEWHERE);

        // Then
        assertThat(moved.report()).isEqualTo(ELSEWHERE);
        assertThat(moved.reportedAt(Samples.REPORT)).isEqualTo(Samples.scanFailed());
    }

    @Test
    void shouldBelongOnTheImageOnlyWhereNoEarlierResultStands() {
        // Given
        ScanFailed failed = Samples.scanFailed();
        ScanFailed first = new ScanFailed(
                failed.digest(),
                failed.key(),
                failed.scanner(),
                failed.finishedAt(),
                failed.providerName(),
                failed.reason(),
                failed.detail(),
                failed.report(),
                failed.attempt());

        // When
        ScanFailed later = first.behind(Samples.scanCompleted());

        // Then
        assertThat(first.belongsOnImage()).isTrue();
        assertThat(later.belongsOnImage()).isFalse();
        assertThat(later.earlierResult())
                .contains(Samples.scanCompleted().annotation().timestamp());
        assertThat(Samples.scanCompleted().belongsOnImage()).isTrue();
    }
}
