package dev.assay.contract.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.contract.lenient.Repair;
import dev.assay.contract.lenient.RepairKind;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityAnnotationKeyTest {
    private static final QualityAnnotationKey BLACK_DUCK = QualityAnnotationKey.ofShort("policy.blackduck");

    @Property
    void shouldReadWhatItPrints(@ForAll("keys") QualityAnnotationKey key) {
        assertThat(QualityAnnotationKey.parse(key.annotationKey())).contains(key);
        assertThat(QualityAnnotationKey.ofShort(key.shortForm())).isEqualTo(key);
        assertThat(RecognizedKey.of(key.annotationKey())).contains(new RecognizedKey(key, List.of()));
        assertThat(key.shortForm()).hasSizeLessThanOrEqualTo(63);
    }

    @Property
    void shouldReadOrRefuseAnyText(@ForAll String text) {
        assertThat(QualityAnnotationKey.parse(text)).isEmpty();
        assertThat(QualityAnnotationKey.parse(QualityAnnotationKey.PREFIX + text)
                        .map(QualityAnnotationKey::annotationKey)
                        .orElse(QualityAnnotationKey.PREFIX + text))
                .isEqualTo(QualityAnnotationKey.PREFIX + text);
        assertThat(RecognizedKey.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "policy",
                "policy.",
                ".blackduck",
                "beauty.blackduck",
                "Policy.blackduck",
                "policy.Black",
                "policy.-a",
                "policy.a-",
                "policy.a/b",
                "policy.a b",
                "policy.a\n",
                "policy.ä",
                "policy.1234567890123456789012345678901234567890123456789"
            })
    void shouldRefuseWhatIsNone(String shortForm) {
        assertThat(QualityAnnotationKey.parseShort(shortForm)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> QualityAnnotationKey.ofShort(shortForm));
    }

    @Test
    void shouldRecognizeTheSingularPrefix() {
        assertThat(RecognizedKey.of("quality.image.openshift.io/policy.blackduck"))
                .contains(new RecognizedKey(BLACK_DUCK, List.of(new Repair(RepairKind.SINGULAR_PREFIX, "$"))));
        assertThat(QualityAnnotationKey.parse("quality.image.openshift.io/policy.blackduck"))
                .isEmpty();
    }

    @Test
    void shouldRecognizeUpperCase() {
        assertThat(RecognizedKey.of("quality.images.openshift.io/Policy.BlackDuck"))
                .contains(new RecognizedKey(BLACK_DUCK, List.of(new Repair(RepairKind.KEY_CASE, "$"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality.pod.openshift.io/policy.blackduck",
                "image0.quality.image.openshift.io/policy.blackduck",
                "quality.images.openshift.io/beauty.blackduck",
                "images.openshift.io/deny-execution"
            })
    void shouldNotRecognizeOtherKeys(String key) {
        assertThat(RecognizedKey.of(key)).isEmpty();
    }

    @Test
    void shouldAnswerAtOnceOnHugeTexts() {
        for (String part : List.of("a", "a-", ".", "-", "_a")) {
            String huge = part.repeat(500_000);
            assertThat(ProviderId.parse(huge)).isEmpty();
            assertThat(QualityAnnotationKey.parse(QualityAnnotationKey.PREFIX + "policy." + huge))
                    .isEmpty();
            assertThat(RecognizedKey.of(QualityAnnotationKey.PREFIX + "policy." + huge))
                    .isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ProviderId(huge))
                    .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(200));
        }
    }

    @Test
    void shouldSortByTypeThenProvider() {
        assertThat(Stream.of("policy.a", "vulnerability.b", "vulnerability.a", "license.z")
                        .map(QualityAnnotationKey::ofShort)
                        .sorted())
                .extracting(QualityAnnotationKey::shortForm)
                .containsExactly("vulnerability.a", "vulnerability.b", "license.z", "policy.a");
    }

    @Test
    void shouldKnowTheDocumentedProviders() {
        assertThat(new ProviderId("openscap").isDocumented()).isTrue();
        assertThat(new ProviderId("clair").isDocumented()).isFalse();
    }

    @Provide
    Arbitrary<QualityAnnotationKey> keys() {
        Arbitrary<String> edge =
                Arbitraries.strings().withCharRange('a', 'z').numeric().ofLength(1);
        Arbitrary<String> middle = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("._-")
                .ofMaxLength(46);
        Arbitrary<ProviderId> provider =
                Combinators.combine(edge, middle, edge).as((a, b, c) -> new ProviderId(a + b + c));
        return Combinators.combine(Arbitraries.of(QualityType.class), provider).as(QualityAnnotationKey::new);
    }
}
