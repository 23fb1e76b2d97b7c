package dev.assay.gate.policy;

import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.PROFILE;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.facts;
import static dev.assay.gate.SampleImages.failed;
import static dev.assay.gate.SamplePolicies.policy;
import static dev.assay.gate.SamplePolicies.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.quality.KeyState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold whatever stands on an Image. */
class NeverCleanTest {
    private static final String SPEC = """
            requires: [vulnerability.openscap, policy.openscap]
            validationActions: [%s]
            failurePolicy: %s
            unscanned: %s
            maxAge: 2h
            validations:
              - expression: "true"
              - expression: "!has(quality['vulnerability.openscap'].severity) || quality['vulnerability.openscap'].severity[3] < 9"
            """;

    @Property(tries = 400)
    void shouldNeverAllowWithoutEveryResultThatIsRequired(
            @ForAll("values") String vulnerability,
            @ForAll("values") String profile,
            @ForAll("actions") String action,
            @ForAll("failurePolicies") String failurePolicy,
            @ForAll("handlings") String handling) {
        // Given
        Policy policy = policy("sample", SPEC.formatted(action, failurePolicy, handling));
        ImageFacts facts = facts(annotations(vulnerability, profile));
        boolean complete = List.of(OPENSCAP, PROFILE).stream()
                .allMatch(it -> facts.judgement(it).state() == KeyState.COMPLETED);

        // When
        Ruling ruling = new Verdicts(set(policy))
                .decide(facts, key -> Optional.empty(), PriorVerdict.NONE)
                .orElseThrow();

        // Then
        if (!complete) {
            assertThat(ruling.decision()).isNotEqualTo(Decision.ALLOW);
        }
        if (!action.equals("Deny")) {
            assertThat(ruling.decision()).isNotEqualTo(Decision.DENY);
        }
    }

    @Property(tries = 400)
    void shouldAlwaysFitAndSettle(@ForAll("causes") List<Cause> causes, @ForAll("values") String verdict) {
        // Given
        Map<String, String> annotations = new HashMap<>(Map.of("assay.dev/verdict", verdict));
        Ruling ruling = new Ruling(
                Decision.DENY,
                causes,
                causes.stream().map(Cause::policy).distinct().toList());

        // When
        DenyAnnotations.of(annotations)
                .changeTo(Optional.of(ruling), DIGEST, NOW)
                .patch()
                .forEach((key, value) -> annotations.put(key, value.orElseThrow()));

        // Then
        assertThat(annotations.getOrDefault("assay.dev/verdict", "").getBytes(StandardCharsets.UTF_8).length)
                .isBetween(1, 2048);
        assertThat(DenyAnnotations.of(annotations)
                        .changeTo(Optional.of(ruling), DIGEST, NOW.plusSeconds(99))
                        .patch())
                .isEmpty();
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "absent",
                        critical(0),
                        critical(3),
                        failed(FailureReason.SCANNER_ERROR),
                        failed(FailureReason.NOT_APPLICABLE),
                        critical(0).replace("T11:", "T09:"),
                        critical(0).replace("2030", "2050"),
                        critical(0).replace("\"0\"", "\"\\u0003\""),
                        "{'name':'x','timestamp':1894274400,'compliant':'true','summary':'[map[label:high score:13]]'}"),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().withChars("{}[]\":,0a").ofMaxLength(60));
    }

    @Provide
    Arbitrary<String> actions() {
        return Arbitraries.of("Deny", "Warn", "Audit");
    }

    @Provide
    Arbitrary<String> failurePolicies() {
        return Arbitraries.of("Fail", "Ignore");
    }

    @Provide
    Arbitrary<String> handlings() {
        return Arbitraries.of("Undecided", "Deny");
    }

    @Provide
    Arbitrary<List<Cause>> causes() {
        return Arbitraries.strings()
                .ofMaxLength(300)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(texts -> texts.stream().map(NeverCleanTest::cause).toList());
    }

    /** As {@link Verdicts} makes them, from whatever text. */
    private static Cause cause(String text) {
        Grounds grounds = Grounds.of(Decision.DENY, text, text);
        return new Cause(
                Decision.DENY,
                grounds.policy(),
                grounds.message(),
                List.of(OneLine.of(text, 120), OneLine.of(text, 120)));
    }

    private static Map<String, String> annotations(String vulnerability, String profile) {
        Map<String, String> annotations = new HashMap<>();
        if (!vulnerability.equals("absent")) {
            annotations.put(OPENSCAP.annotationKey(), vulnerability);
        }
        if (!profile.equals("absent")) {
            annotations.put(PROFILE.annotationKey(), profile);
        }
        return annotations;
    }
}
