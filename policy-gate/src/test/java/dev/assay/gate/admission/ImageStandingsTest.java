package dev.assay.gate.admission;

import static dev.assay.gate.SampleImages.DENY;
import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.VERDICT;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.policy.WaiverUse;
import dev.assay.gate.quality.AnnotationReading;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStandingsTest {
    private static final Map<String, String> BY_GATE =
            Map.of(DENY, "true", OPENSCAP.annotationKey(), critical(1), VERDICT, """
            {"decision":"DENY","denySetBy":"assay","since":"2030-01-09T12:00:00Z","causes":[{"decision":"DENY",
             "policy":"no-critical","message":"1 critical vulnerability",
             "findings":["CVE-2030-0001 (critical) openssl 3.0.1 → 3.0.2"]}]}""");
    private static final List<String> CVES = List.of("CVE-2030-0001");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Map<String, String> BY_PERSON = Map.of(DENY, "true");

    private final NamespacePasses passes = new NamespacePasses();
    private final Map<ImageDigest, ImageObject> images = new HashMap<>();
    private final Indexes indexes = new Indexes();
    private final ImageStandings standings =
            new ImageStandings(new Known(), indexes, passes, new StandingText(new AnnotationReading(), CLOCK), CLOCK);

    @Test
    void shouldNamePolicyFindingFixAndReport() {
        // Given
        put(1, List.of(), BY_GATE);

        // When
        ImageStanding standing = standings.of("registry.example.test/shop/cart:1@" + digest(1), "shop");

        // Then
        assertThat(standing.denial())
                .contains("is denied since 2030-01-09T12:00:00Z by policy no-critical: 1 critical vulnerability"
                        + " [CVE-2030-0001 (critical) openssl 3.0.1 → 3.0.2]; reports: https://reports.example.test/1");
    }

    @Test
    void shouldLetInWhereAnExceptionHoldsUntilItEnds() {
        // Given
        put(1, List.of(), BY_GATE);
        passes.set(digest(1), Map.of("shop", List.of(new WaiverUse("shop/accept", NOW.plusSeconds(1), CVES))));

        // When, Then
        assertThat(standings.of("a@" + digest(1), "shop"))
                .isEqualTo(new ImageStanding.Excepted(
                        digest(1),
                        "is denied, and let in by the exception shop/accept until 2030-01-10T12:00:01Z for"
                                + " CVE-2030-0001"));
        assertThat(standings.of("a@" + digest(1), "bank").denial()).isPresent();

        // When
        passes.set(digest(1), Map.of("shop", List.of(new WaiverUse("shop/accept", NOW, CVES))));

        // Then
        assertThat(standings.of("a@" + digest(1), "shop").denial()).isPresent();
    }

    @Test
    void shouldNotLetInByAnExceptionWhatAPersonDenies() {
        put(1, List.of(), BY_PERSON);
        passes.set(digest(1), Map.of("shop", List.of(new WaiverUse("shop/accept", NOW.plusSeconds(1), CVES))));
        assertThat(standings.of("a@" + digest(1), "shop").denial()).isPresent();
    }

    @Test
    void shouldLetInNoIndexOfWhichAnotherPartIsDenied() {
        put(1, List.of(digest(2)), BY_GATE);
        put(2, List.of(), BY_GATE);
        passes.set(digest(1), Map.of("shop", List.of(new WaiverUse("shop/accept", NOW.plusSeconds(1), CVES))));
        assertThat(standings.of("a@" + digest(1), "shop").denial()).isPresent();

        passes.set(digest(2), Map.of("shop", List.of(new WaiverUse("shop/accept", NOW.plusSeconds(1), CVES))));
        assertThat(standings.of("a@" + digest(1), "shop")).isInstanceOf(ImageStanding.Excepted.class);
    }

    @Test
    void shouldTakeAPersonsDenialForADenial() {
        // Given
        put(1, List.of(), BY_PERSON);

        // When, Then
        assertThat(standings.of("a@" + digest(1), "shop").denial())
                .get()
                .asString()
                .contains("a person or another tool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "1", " true", "yes", ""})
    void shouldTakeNothingElseForADenial(String value) {
        // Given
        put(1, List.of(), Map.of(DENY, value));

        // When, Then
        assertThat(standings.of("a@" + digest(1), "shop")).isInstanceOf(ImageStanding.Fine.class);
    }

    @Test
    void shouldSeeTheIndexInThePlatformAndThePlatformInTheIndex() {
        // Given
        put(1, List.of(digest(2), digest(3)), Map.of());
        put(2, List.of(), BY_GATE);
        put(4, List.of(digest(5)), BY_PERSON);
        put(5, List.of(), Map.of());

        // When, Then
        assertThat(standings.of("a@" + digest(1), "shop").denial())
                .get()
                .asString()
                .startsWith("with " + digest(2));
        assertThat(standings.of("a@" + digest(5), "shop").denial())
                .get()
                .asString()
                .startsWith("with " + digest(4));
        assertThat(standings.of("a@" + digest(3), "shop"))
                .as("a platform without an Image, whose index is not denied")
                .isInstanceOf(ImageStanding.Fine.class);
    }

    @Test
    void shouldForgetAnIndexThatIsGoneOrHasOtherPlatforms() {
        // Given
        put(1, List.of(digest(2), digest(3)), BY_PERSON);

        // When
        put(1, List.of(digest(3)), BY_PERSON);

        // Then
        assertThat(standings.of("a@" + digest(2), "shop")).isInstanceOf(ImageStanding.Unknown.class);
        assertThat(standings.of("a@" + digest(3), "shop").denial()).isPresent();

        // When
        images.remove(digest(1));
        indexes.removed(digest(1));

        // Then
        assertThat(standings.of("a@" + digest(3), "shop")).isInstanceOf(ImageStanding.Unknown.class);
        assertThat(indexes.of(digest(3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "registry.example.test/shop/cart:1", "NOT/AN:IMAGE", "${IMAGE}", "a@sha256:7"})
    void shouldNotKnowWhatNamesNoDigest(String image) {
        assertThat(standings.of(image, "shop")).isInstanceOf(ImageStanding.Unknown.class);
    }

    @Test
    void shouldNotKnowWhatTheClusterHasNoImageOf() {
        assertThat(standings.of("a@" + digest(9), "shop"))
                .isInstanceOfSatisfying(
                        ImageStanding.Unknown.class,
                        it -> assertThat(it.why()).contains(digest(9).value()));
    }

    @Test
    void shouldPassOnThatPoliciesWarnOrCanNotTell() {
        // Given
        put(1, List.of(), Map.of(VERDICT, verdict("WARN")));
        put(2, List.of(), Map.of(VERDICT, verdict("UNDECIDED")));

        // When, Then
        assertThat(standings.of("a@" + digest(1), "shop"))
                .isEqualTo(new ImageStanding.Doubtful(digest(1), "policies warn: policy p: m"));
        assertThat(standings.of("a@" + digest(2), "shop"))
                .isEqualTo(new ImageStanding.Doubtful(digest(2), "nobody can tell whether it may run: policy p: m"));
    }

    private static String verdict(String decision) {
        return """
                {"decision":"%s","since":"2030-01-09T12:00:00Z","causes":[{"decision":"%s","policy":"p","message":"m"}]}""".formatted(decision, decision);
    }

    private void put(int number, List<ImageDigest> platforms, Map<String, String> annotations) {
        ImageObject image =
                new ImageObject(digest(number), Optional.empty(), platforms, annotations, "uid-" + number, "1");
        images.put(image.digest(), image);
        indexes.changed(image);
    }

    /** The inventory over the test's map. */
    private final class Known implements ImageInventory {
        @Override
        public Optional<ImageObject> find(ImageDigest digest) {
            return Optional.ofNullable(images.get(digest));
        }

        @Override
        public List<ImageObject> all() {
            return List.copyOf(images.values());
        }

        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public void subscribe(Listener listener) {
            images.values().forEach(listener::changed);
        }
    }
}
