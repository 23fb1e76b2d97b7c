package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.testbed.cluster.ImageState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowedTest {
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "a".repeat(64));
    private static final String VULNERABILITY = Followed.WANTED.get(0);
    private static final String POLICY = Followed.WANTED.get(1);
    private static final String FOUND =
            "{\"compliant\":false,\"summary\":[{\"label\":\"important\",\"data\":\"3\"}],\"reference\":\"http://a.test/r\"}";
    private static final String NOT_SCANNED = "{\"summary\":[{\"label\":\"not scanned\",\"data\":\"NOT_APPLICABLE\"}]}";
    private static final String PULL_FAILED = "{\"summary\":[{\"label\":\"not scanned\",\"data\":\"PULL_FAILED\"}]}";
    private static final String UNDECIDED = "{\"decision\":\"UNDECIDED\"}";
    private static final String DENIED =
            "{\"decision\":\"DENY\",\"causes\":[{\"policy\":\"p\",\"message\":\"m\",\"findings\":[\"CVE-1\"]}]}";
    private static final long SOON = Duration.ofSeconds(5).toNanos();
    private static final long LATER = Duration.ofSeconds(21).toNanos();

    private final Map<String, String> annotations = new HashMap<>();

    @Test
    void shouldEndWhenAllIsAsExpected() {
        // Given
        Followed image = expecting(Decision.DENY);
        annotations.putAll(Map.of(VULNERABILITY, FOUND, POLICY, NOT_SCANNED, VerdictView.KEY, DENIED));
        annotations.put(Followed.DENY, "true");

        // When
        List<String> news = image.see(state(), 1_500_000_000L);

        // Then
        assertThat(image.isSettled(0)).isTrue();
        assertThat(image.isAsExpected()).isTrue();
        assertThat(news)
                .containsExactly(
                        "shop/cart:1  policy.openscap: not scanned NOT_APPLICABLE, 1.5 s after the push",
                        "shop/cart:1  vulnerability.openscap: not compliant, important 3, 1.5 s after the push",
                        "shop/cart:1  DENY, 1.5 s after the push");
        assertThat(image.verdict().orElseThrow().reasons()).containsExactly("p: m", "  CVE-1");
        assertThat(image.see(state(), 2)).isEmpty();
    }

    @Test
    void shouldNotEndBeforeAllAnnotationsAreThere() {
        // Given
        Followed image = expecting(Decision.DENY);
        annotations.putAll(Map.of(VULNERABILITY, FOUND, VerdictView.KEY, DENIED, Followed.DENY, "true"));

        // When
        image.see(state(), 0);

        // Then
        assertThat(image.isSettled(LATER)).isFalse();
        assertThat(image.isAsExpected()).isFalse();
        assertThat(image.whatIsMissing()).isEqualTo(POLICY);
    }

    @Test
    void shouldNotBelieveAVerdictThatIsNotCarriedOut() {
        // Given
        Followed image = expecting(Decision.DENY);
        annotations.putAll(Map.of(VULNERABILITY, FOUND, POLICY, NOT_SCANNED, VerdictView.KEY, DENIED));

        // When
        image.see(state(), 0);

        // Then
        assertThat(image.isAsExpected()).isFalse();
    }

    @Test
    void shouldTakeAnotherEndForTheEndOnlyWhenItLasts() {
        // Given
        Followed image = expecting(Decision.ALLOW);
        annotations.putAll(Map.of(VULNERABILITY, FOUND, POLICY, NOT_SCANNED, VerdictView.KEY, DENIED));

        // When
        image.see(state(), 0);

        // Then
        assertThat(image.isSettled(1)).isFalse();
        assertThat(image.isSettled(LATER)).isTrue();
        assertThat(image.isAsExpected()).isFalse();
    }

    @Test
    void shouldNotTakeTheRightVerdictForTheWrongReason() {
        // Given
        Followed image = expecting(new Expectation(Decision.UNDECIDED, Optional.of("NOT_APPLICABLE")));
        annotations.putAll(Map.of(VULNERABILITY, PULL_FAILED, POLICY, PULL_FAILED, VerdictView.KEY, UNDECIDED));
        image.see(state(), 0);
        boolean forAnotherReason = image.isAsExpected();
        annotations.putAll(Map.of(VULNERABILITY, NOT_SCANNED));

        // When
        image.see(state(), 0);

        // Then
        assertThat(forAnotherReason).isFalse();
        assertThat(image.isAsExpected()).isTrue();
    }

    @Test
    void shouldNotTakeAnAllowForExpectedThatNoScanStandsBehind() {
        Followed image = expecting(Decision.ALLOW);
        annotations.putAll(Map.of(VULNERABILITY, PULL_FAILED, POLICY, NOT_SCANNED));
        annotations.put(VerdictView.KEY, "{\"decision\":\"ALLOW\"}");
        image.see(state(), 0);
        assertThat(image.isAsExpected()).isFalse();
    }

    @Test
    void shouldBeContentWithAnyVerdictWhereNothingIsExpected() {
        // Given
        Followed image = unexpecting();
        annotations.putAll(Map.of(VULNERABILITY, FOUND, POLICY, NOT_SCANNED));
        annotations.put(VerdictView.KEY, "{\"decision\":\"WARN\"}");

        // When
        image.see(state(), 0);

        // Then
        assertThat(image.isAsExpected()).isTrue();
        assertThat(image.isSettled(1)).isTrue();
    }

    @Test
    void shouldTakeUndecidedForAnEndSoonWhereNothingIsExpected() {
        // Given: with the annotations there, the gate may still be about to judge by them
        Followed image = unexpecting();
        annotations.putAll(Map.of(VULNERABILITY, NOT_SCANNED, POLICY, NOT_SCANNED, VerdictView.KEY, UNDECIDED));

        // When
        image.see(state(), 0);

        // Then
        assertThat(image.isAsExpected()).isTrue();
        assertThat(image.isSettled(SOON - 1)).isFalse();
        assertThat(image.isSettled(SOON + 1)).isTrue();
    }

    @Test
    void shouldTakeNoVerdictForAnEndWhereNoPolicyMayBeAboutTheImage() {
        Followed image = unexpecting();
        annotations.putAll(Map.of(VULNERABILITY, FOUND, POLICY, NOT_SCANNED));
        image.see(state(), 0);
        assertThat(image.isAsExpected()).isTrue();
        assertThat(image.isSettled(1)).isFalse();
        assertThat(image.isSettled(SOON + 1)).isTrue();
    }

    @Test
    void shouldNotBelieveADenyThatIsNotCarriedOutOnAnImageOfTheUsers() {
        Followed image = unexpecting();
        annotations.putAll(Map.of(VULNERABILITY, FOUND, POLICY, NOT_SCANNED, VerdictView.KEY, DENIED));
        image.see(state(), 0);
        assertThat(image.isAsExpected()).isFalse();
    }

    @Test
    void shouldSayThatNothingWasScannedYet() {
        Followed image = expecting(Decision.ALLOW);
        annotations.put(VerdictView.KEY, UNDECIDED);
        assertThat(image.see(state(), 500_000_000L))
                .containsExactly("shop/cart:1  UNDECIDED, not scanned yet, 0.5 s after the push");
    }

    @Test
    void shouldNotTalkOfAPushWhereThereWasNone() {
        Followed image = unexpecting();
        annotations.put(VULNERABILITY, FOUND);
        assertThat(image.see(state(), 500_000_000L))
                .containsExactly("x:latest  vulnerability.openscap: not compliant, important 3");
    }

    @Test
    void shouldShowWhatIsUnreadableAsItIs() {
        // Given
        Followed image = expecting(Decision.ALLOW);
        annotations.putAll(Map.of(VULNERABILITY, "{", POLICY, "[]", VerdictView.KEY, "\"yes\""));

        // When
        List<String> news = image.see(state(), 0);

        // Then
        assertThat(news).anyMatch(it -> it.contains("unreadable: {")).anyMatch(it -> it.contains("unreadable verdict"));
        assertThat(image.isAsExpected()).isFalse();
    }

    @Test
    void shouldSayWhenAVerdictIsTakenAway() {
        // Given
        Followed image = expecting(Decision.DENY);
        annotations.put(VerdictView.KEY, DENIED);
        image.see(state(), 0);
        annotations.clear();

        // When, Then
        assertThat(image.see(state(), 0)).anyMatch(it -> it.contains("taken away"));
    }

    private ImageState state() {
        return new ImageState(DIGEST, annotations);
    }

    private static Followed expecting(Decision decision) {
        return expecting(new Expectation(decision, Optional.empty()));
    }

    private static Followed expecting(Expectation expectation) {
        return new Followed(new Subject(
                ImageReference.parse("127.0.0.1:1/shop/cart:1"), DIGEST, 0, true, Optional.of(expectation)));
    }

    private static Followed unexpecting() {
        return new Followed(new Subject(ImageReference.parse("a.test/x"), DIGEST, 0, false, Optional.empty()));
    }
}
