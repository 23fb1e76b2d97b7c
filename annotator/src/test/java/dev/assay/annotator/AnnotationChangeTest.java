package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.POLICY;
import static dev.assay.annotator.Samples.RULES;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static dev.assay.annotator.Samples.completed;
import static dev.assay.annotator.Samples.failed;
import static dev.assay.annotator.Samples.image;
import static dev.assay.annotator.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFinished;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnotationChangeTest {
    private final ScanFinished vulnerability = completed(1, VULNERABILITY, NOON, 2);
    private final ScanFinished policy = completed(1, POLICY, NOON, 0);

    @Test
    void shouldPutSeveralResultsIntoOneChange() {
        // When
        AnnotationChange change = between(image(1, Map.of()), vulnerability, policy);

        // Then
        assertThat(change.asPatch())
                .isEqualTo(Map.of(
                        VULNERABILITY.annotationKey(), Optional.of(value(vulnerability)),
                        POLICY.annotationKey(), Optional.of(value(policy))));
    }

    @Test
    void shouldChangeNothingThatSaysTheSame() {
        // Given
        ImageObject image = image(1, Map.of(VULNERABILITY.annotationKey(), value(vulnerability)));

        // When
        AnnotationChange change = between(image, completed(1, VULNERABILITY, NOON.plusSeconds(60), 2));

        // Then
        assertThat(change.isEmpty()).isTrue();
    }

    @Test
    void shouldNameOnlyTheKeyThatChanges() {
        // Given
        ImageObject image = image(
                1,
                Map.of(
                        VULNERABILITY.annotationKey(),
                        value(vulnerability),
                        "quality.images.openshift.io/vulnerability.jfrog",
                        "broken",
                        "images.openshift.io/deny-execution",
                        "true",
                        "assay.dev/verdict",
                        "{}"));

        // When
        AnnotationChange change = between(image, vulnerability, policy);

        // Then
        assertThat(change.values()).containsOnlyKeys(POLICY.annotationKey());
    }

    @Test
    void shouldLetTheLatestWinInWhateverOrderTheyCome() {
        // Given
        ScanFinished later = completed(1, VULNERABILITY, NOON.plusSeconds(5), 9);

        // Then
        assertThat(between(image(1, Map.of()), later, vulnerability).values())
                .isEqualTo(Map.of(VULNERABILITY.annotationKey(), value(later)));
        assertThat(between(image(1, Map.of()), vulnerability, later).values())
                .isEqualTo(Map.of(VULNERABILITY.annotationKey(), value(later)));
    }

    @Test
    void shouldKeepAResultThatAFailureFollowsInTheSameBatch() {
        // Given
        ScanFinished failure = failed(1, VULNERABILITY, NOON.plusSeconds(5), FailureReason.DEADLINE_EXCEEDED);

        // When
        AnnotationChange change = between(image(1, Map.of()), failure, vulnerability);

        // Then
        assertThat(change.values()).isEqualTo(Map.of(VULNERABILITY.annotationKey(), value(vulnerability)));
        assertThat(change.accepted()).containsExactly(vulnerability);
    }

    @Test
    void shouldChangeNothingWhenABatchEndsWhereItBegan() {
        // Given
        ScanFinished there = completed(1, VULNERABILITY, NOON, 2);
        ImageObject image = image(1, Map.of(VULNERABILITY.annotationKey(), value(there)));

        // When
        AnnotationChange change = between(image, completed(1, VULNERABILITY, NOON.minusSeconds(9), 3), there);

        // Then
        assertThat(change.isEmpty()).isTrue();
    }

    private static AnnotationChange between(ImageObject image, ScanFinished... results) {
        return AnnotationChange.between(image, List.of(results), RULES, NOON);
    }
}
