package dev.assay.gate.admission;

import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.Ruling;
import dev.assay.gate.policy.Verdicts;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.resource.BrokenPolicyException;
import dev.assay.gate.resource.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What each policy below {@code k8s/policies} makes of images: from what scanners wrote to the verdict, and to what a developer
 * reads whose Pod names the image.
 */
class GoldenCasesTest {
    private static final Path POLICIES = Path.of("../k8s/policies");
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final String SOMEWHERE = "registry.example.com/shop/cart";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @TestFactory
    Stream<DynamicNode> shouldBeJudgedAsWritten() throws IOException {
        return policies()
                .map(file ->
                        DynamicContainer.dynamicContainer(file.getFileName().toString(), tests(file)));
    }

    private static Stream<DynamicNode> tests(Path policy) {
        try {
            List<GoldenCase> cases =
                    YAML.readValue(CASES.resolve(policy.getFileName()).toFile(), new TypeReference<>() {});
            assertThat(cases).hasSizeGreaterThan(1);
            Course course = new Course(new PolicySet(new PolicyReader().readFile(Files.readString(policy)), List.of()));
            return cases.stream().map(it -> dynamicTest(it.name(), () -> course.run(it)));
        } catch (IOException | BrokenPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> policies() throws IOException {
        try (Stream<Path> files = Files.list(POLICIES)) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    /** The cases of one policy, in their order: some go on with the Image of the one before. */
    private static final class Course {
        private final PolicySet policies;
        private Instant now = NOW;
        private Map<String, String> annotations = new HashMap<>();

        Course(PolicySet policies) {
            this.policies = policies;
        }

        void run(GoldenCase golden) {
            golden.goesOnAfter().ifPresentOrElse(it -> now = now.plus(it), this::begin);
            annotations.putAll(golden.annotationsAt(now));
            ImageDigest digest =
                    Optional.ofNullable(golden.digest()).map(ImageDigest::new).orElse(DIGEST);
            String name = Optional.ofNullable(golden.image()).orElse(SOMEWHERE);
            Optional<ImageReference> reference = name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ImageReference.parse(name).at(digest));

            Optional<Ruling> ruling = judge(golden, digest, reference);
            AdmissionAnswer answer = ask(new ImageObject(digest, reference, annotations, "uid-1", "1"));

            assertThat(ruling.map(it -> it.decision().name()).orElse("NONE")).isEqualTo(golden.decision());
            assertThat(answer.isAllowed()).isEqualTo(!golden.decision().equals("DENY"));
            assertThat(answer.message())
                    .contains(Optional.ofNullable(golden.answer()).orElse(""));
            assertThat(String.join("\n", answer.warnings()))
                    .contains(Optional.ofNullable(golden.warning()).orElse(""));
            assertThat(answer.warnings().isEmpty())
                    .isEqualTo(!List.of("WARN", "UNDECIDED").contains(golden.decision()));
        }

        private void begin() {
            now = NOW;
            annotations = new HashMap<>();
        }

        private Optional<Ruling> judge(GoldenCase golden, ImageDigest digest, Optional<ImageReference> reference) {
            DenyAnnotations written = DenyAnnotations.of(annotations);
            ImageFacts facts = new ImageFacts(digest, reference, new AnnotationReading().read(annotations, now), now);
            Optional<Ruling> ruling = new Verdicts(policies).decide(facts, golden::findings, written.prior());
            written.changeTo(ruling, digest, now)
                    .patch()
                    .forEach((key, value) ->
                            value.ifPresentOrElse(it -> annotations.put(key, it), () -> annotations.remove(key)));
            return ruling;
        }

        /** What a Pod gets to hear that names the image by its digest. */
        private AdmissionAnswer ask(ImageObject image) {
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            ImageStandings standings = new ImageStandings(
                    new OneImage(image),
                    new Indexes(),
                    new NamespacePasses(),
                    new StandingText(new AnnotationReading(), clock),
                    clock);
            String name = image.reference().map(ImageReference::toString).orElse(SOMEWHERE + "@" + image.digest());
            return new Doorkeeper(standings::of, rollout -> false, DoorkeeperTest.config(Map.of()))
                    .answer(Reviews.creation("pods", Reviews.pod(name)));
        }
    }

    private record OneImage(ImageObject image) implements ImageInventory {
        @Override
        public Optional<ImageObject> find(ImageDigest digest) {
            return Optional.of(image).filter(it -> it.digest().equals(digest));
        }

        @Override
        public List<ImageObject> all() {
            return List.of(image);
        }

        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public void subscribe(Listener listener) {
            listener.changed(image);
        }
    }
}
