package dev.assay.gate.preview;

import static dev.assay.gate.SampleImages.DENY;
import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.digest;
import static dev.assay.gate.SampleImages.finding;
import static dev.assay.gate.SampleImages.report;
import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.report.Severity;
import dev.assay.gate.policy.NamespacePatterns;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.RepositoryPatterns;
import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverSet;
import dev.assay.gate.preview.PolicyPreview.FailingImage;
import dev.assay.gate.report.ReportSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final Workload CART = new Workload("shop", "Deployment", "cart");
    private static final Workload TELLER = new Workload("bank", "StatefulSet", "teller");
    private static final Workload DNS = new Workload("openshift-dns", "DaemonSet", "dns");
    private static final String KEY = OPENSCAP.annotationKey();
    private static final Policy POLICY = policy("no-critical", NO_CRITICAL);

    private static final List<ImageObject> IMAGES = List.of(
            image(1, "shop/cart", Map.of(KEY, critical(2))),
            image(2, "shop/old", Map.of(KEY, critical(1), DENY, "true")),
            image(3, "bank/teller", Map.of(KEY, critical(0))),
            image(4, "bank/new", Map.of()));

    @Test
    void shouldTellWhomAPolicyWouldHit() {
        // When
        PolicyPreview preview = preview(WaiverSet.NONE).of(POLICY);

        // Then
        assertThat(preview.images()).isEqualTo(4);
        assertThat(preview.undecidedImages()).isEqualTo(1);
        assertThat(preview.undecided()).isEqualTo(Map.of("vulnerability.openscap was never scanned", 1));
        assertThat(preview.failing())
                .extracting(FailingImage::digest)
                .as("those that run in most workloads first")
                .containsExactly(digest(1), digest(2));
        assertThat(preview.failing()).extracting(FailingImage::isDenied).containsExactly(false, true);
        assertThat(preview.failing().get(0).workloads()).containsExactlyInAnyOrder(CART, TELLER);
        assertThat(preview.workloads()).containsExactly(TELLER, CART);
    }

    @Test
    void shouldTellItOfAPolicyThatOnlyAudits() {
        PolicyPreview preview = preview(WaiverSet.NONE).of(policy("audit", NO_CRITICAL.replace("Deny", "Audit")));

        assertThat(preview.failing()).hasSize(2);
        assertThat(preview.workloads()).containsExactly(TELLER, CART);
    }

    @Test
    void shouldBeAboutThoseThatThePolicyIsAbout() {
        PolicyPreview preview = preview(WaiverSet.NONE)
                .of(policy("shop", "repositories: ['registry.example.test/shop/**']\n" + NO_CRITICAL));

        assertThat(preview.images()).isEqualTo(2);
    }

    @Test
    void shouldTakeExceptionsIntoAccountWhereTheyHold() {
        // Given
        Waiver accepted = new Waiver(
                "shop",
                "accepted",
                Set.of("CVE-1", "CVE-2"),
                Set.of(),
                RepositoryPatterns.of(List.of()),
                NOW.plusSeconds(60));

        // When
        PolicyPreview there =
                preview(WaiverSet.of(List.of(accepted), Optional.empty())).of(POLICY);
        PolicyPreview everywhere =
                preview(WaiverSet.of(List.of(accepted), Optional.of("shop"))).of(POLICY);

        // Then
        assertThat(there.failing()).hasSize(2);
        assertThat(there.workloads()).containsExactly(TELLER);
        assertThat(everywhere.failing()).extracting(FailingImage::digest).containsExactly(digest(2));
        assertThat(everywhere.workloads()).isEmpty();
    }

    @Test
    void shouldShowIt() {
        assertThat(PreviewText.of(preview(WaiverSet.NONE).of(POLICY), 1)).isEqualTo("""
                no-critical [Deny]
                       4  images that it is about
                       2  of them fail it (denied today: 1)
                       1  of which it can't tell
                            1: vulnerability.openscap was never scanned
                       2  workloads run images that fail it (namespaces: 2)

                  NAMESPACE  WORKLOAD            IMAGE                                                WHY
                  bank       StatefulSet/teller  registry.example.test/shop/cart@sha256:000000000000  critical vulnerabilities [CVE-1 (critical) openssl 1.0 → 1.1, CVE-2 (critical) openssl 1.0 → 1.1]
                  and 1 more
                """);
        assertThat(PreviewText.of(new PolicyPreview("quiet", Set.of(), 3, 0, Map.of(), List.of()), 50))
                .contains("nothing that runs now would be hit")
                .doesNotContain("NAMESPACE");
        assertThat(PreviewJson.of(List.of(preview(WaiverSet.NONE).of(POLICY))))
                .contains("\"affectedWorkloads\" : 2", "\"name\" : \"teller\"", "\"denied\" : true");
    }

    private static Preview preview(WaiverSet exceptions) {
        ClusterState cluster = new ClusterState(IMAGES, Map.of(DIGEST, Set.of(CART, TELLER, DNS)), exceptions);
        ReportSource reports = (digest, key) -> digest.equals(DIGEST)
                ? Optional.of(report(finding("CVE-1", Severity.CRITICAL), finding("CVE-2", Severity.CRITICAL)))
                : Optional.empty();
        return new Preview(cluster, reports, new NamespacePatterns(List.of("openshift-*")), NOW);
    }

    private static ImageObject image(int number, String repository, Map<String, String> annotations) {
        return new ImageObject(
                digest(number),
                Optional.of(ImageReference.parse("registry.example.test/" + repository)
                        .at(digest(number))),
                annotations,
                "uid",
                "1");
    }
}
