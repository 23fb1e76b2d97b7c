package dev.assay.gate.policy;

import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.facts;
import static dev.assay.gate.SampleImages.failed;
import static dev.assay.gate.SamplePolicies.policy;
import static dev.assay.gate.SamplePolicies.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.verdict.Decision;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that ask several scanners. */
class MinimumScannersTest {
    private static final String SPEC = """
            requires: [vulnerability.clair, vulnerability.openscap, vulnerability.xray]
            validationActions: [Deny]
            validations:
              - expression: results.all(r, r.severity[3] == 0)
                messageExpression: "results.filter(r, r.severity[3] > 0).map(r, r.key)[0] + ' finds critical ones'"
            """;

    /** Each scanner's word: how many criticals it finds, {@code F} for a failure, {@code N} for not applicable, {@code -} for none. */
    @ParameterizedTest
    @CsvSource({
        ", 0, 0, 0, ALLOW",
        ", 0, 0, F, UNDECIDED",
        ", 0, 0, -, UNDECIDED",
        ", 0, 0, 1, DENY",
        // A majority.
        "2, 0, 0, F, ALLOW",
        "2, 0, F, -, UNDECIDED",
        "2, F, 1, -, UNDECIDED",
        "2, 0, 1, -, DENY",
        // Any one will do.
        "1, -, -, 0, ALLOW",
        "1, -, -, 1, DENY",
        "1, F, -, N, UNDECIDED",
        "1, -, -, -, UNDECIDED",
        "3, 0, 0, F, UNDECIDED",
    })
    void shouldAskForAsManyAsThePolicySays(
            String minimum, String clair, String openscap, String xray, Decision decision) {
        String spec = (minimum == null ? "" : "minimumScanners: " + minimum + "\n") + SPEC;
        assertThat(decide(spec, clair, openscap, xray).decision()).isEqualTo(decision);
    }

    @Test
    void shouldCountWhatThePolicyTakesForAResult() {
        String spec = "minimumScanners: 2\nnotApplicable: Allow\n" + SPEC;
        assertThat(decide(spec, "0", "N", "F").decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(spec, "1", "N", "F").decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldDenyForWantOfResultsOnlyWhenThereAreTooFew() {
        String spec = "minimumScanners: 2\nfailed: Deny\n" + SPEC;
        assertThat(decide(spec, "0", "0", "F").decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(spec, "0", "F", "F").decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldNameTheScanner() {
        assertThat(decide("minimumScanners: 1\n" + SPEC, "0", "-", "3").causes())
                .extracting(Cause::message)
                .containsExactly("vulnerability.xray finds critical ones");
    }

    @Test
    void shouldNotTakeAScannerThatIsMissingForOneThatFoundNothing() {
        String spec = """
                minimumScanners: 1
                requires: [vulnerability.clair, vulnerability.openscap]
                validationActions: [Deny]
                validations:
                  - expression: quality['vulnerability.clair'].severity[3] == 0
                """;
        assertThat(decide(spec, "F", "0", "-").decision()).isEqualTo(Decision.DENY);
    }

    private static Ruling decide(String spec, String clair, String openscap, String xray) {
        Map<String, String> annotations = new HashMap<>();
        Map.of("clair", clair, "openscap", openscap, "xray", xray).forEach((provider, word) -> {
            if (!word.equals("-")) {
                annotations.put("quality.images.openshift.io/vulnerability." + provider, annotation(word));
            }
        });
        return new Verdicts(set(policy("sample", spec)))
                .decide(facts(annotations), key -> Optional.empty(), PriorVerdict.NONE)
                .orElseThrow();
    }

    private static String annotation(String word) {
        return switch (word) {
            case "F" -> failed(FailureReason.SCANNER_ERROR);
            case "N" -> failed(FailureReason.NOT_APPLICABLE);
            default -> critical(Integer.parseInt(word));
        };
    }
}
