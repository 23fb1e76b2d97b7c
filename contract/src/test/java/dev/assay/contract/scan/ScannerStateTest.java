package dev.assay.contract.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScannerStateTest {
    private static final AdapterName ADAPTER = new AdapterName("openscap");
    private static final QualityAnnotationKey VULNERABILITY = QualityAnnotationKey.ofShort("vulnerability.openscap");
    private static final QualityAnnotationKey POLICY = QualityAnnotationKey.ofShort("policy.openscap");

    @Test
    void shouldTellWhoLooksForEachKey() {
        ScannerState state = state(content(VULNERABILITY, "feed-7"), content(POLICY, "rules-2"));

        assertThat(state.keys()).containsExactlyInAnyOrder(VULNERABILITY, POLICY);
        assertThat(state.identity(VULNERABILITY)).isEqualTo(new ScannerIdentity(ADAPTER, "1.3.7", "feed-7"));
        assertThat(state.identity(POLICY)).isEqualTo(new ScannerIdentity(ADAPTER, "1.3.7", "rules-2"));
    }

    @Test
    void shouldBeTheSameWhateverTheOrder() {
        assertThat(state(content(VULNERABILITY, "1"), content(POLICY, "2")))
                .isEqualTo(state(content(POLICY, "2"), content(VULNERABILITY, "1")));
    }

    @Test
    void shouldRefuseWhatStandsForNothingAndWhatSaysTwoThings() {
        assertThatThrownBy(ScannerStateTest::state)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> state(content(POLICY, "1"), content(POLICY, "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one content for each");
        assertThatThrownBy(() -> state(content(POLICY, "1")).identity(VULNERABILITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ScannerState state(ScannerState.Content... contents) {
        return new ScannerState(ADAPTER, "1.3.7", List.of(contents));
    }

    private static ScannerState.Content content(QualityAnnotationKey key, String version) {
        return new ScannerState.Content(key, version);
    }
}
