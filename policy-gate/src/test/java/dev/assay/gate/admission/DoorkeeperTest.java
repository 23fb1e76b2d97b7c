package dev.assay.gate.admission;

import static dev.assay.gate.admission.Reviews.pod;
import static dev.assay.gate.admission.Reviews.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.Rollout;
import dev.assay.gate.SampleImages;
import dev.assay.gate.admission.AdmissionAnswer.Outcome;
import dev.assay.gate.config.GateConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {
    private static final String OWNED =
            "{\"ownerReferences\":[{\"uid\":\"rs-0\"},{\"uid\":\"rs-1\",\"controller\":true}]}";
    private static final String BROKEN_GLASS =
            "{\"annotations\":{\"assay.dev/break-glass\":\" INC-42, on call: ada \"}}";
    private final Map<String, ImageStanding> images = new HashMap<>(Map.of(
            "good", new ImageStanding.Fine(),
            "bad", new ImageStanding.Denied(SampleImages.DIGEST, "is denied"),
            "doubtful", new ImageStanding.Doubtful(SampleImages.DIGEST, "nobody can tell"),
            "new", new ImageStanding.Unknown("is unknown")));
    private final Set<Rollout> running = new HashSet<>();

    @Test
    void shouldLetInWhatNothingSpeaksAgainst() {
        AdmissionAnswer answer = answer(Map.of(), Reviews.creation("pods", pod("good")));

        assertThat(answer).isEqualTo(new AdmissionAnswer(Outcome.ALLOWED, "", List.of(), Map.of()));
    }

    @Test
    void shouldRefuseAndSayWhereAndWhyAndWhomToAsk() {
        // When
        AdmissionAnswer answer =
                answer(Map.of("contact", "Exceptions: #platform"), Reviews.creation("pods", pod("bad")));

        // Then
        assertThat(answer.isAllowed()).isFalse();
        assertThat(answer.message())
                .isEqualTo("spec.containers[0].image: the image bad is denied\nExceptions: #platform");
        assertThat(answer.audit()).containsOnlyKeys("denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'containers':[{'image':'good'},{'image':'bad'}]} | spec.containers[1].image",
                "{'containers':[{'image':'good'}],'initContainers':[{'image':'bad'}]} | spec.initContainers[0].image",
                "{'ephemeralContainers':[{'image':'bad'}]} | spec.ephemeralContainers[0].image",
                "{'volumes':[{'name':'x'},{'image':{'reference':'bad'}}]} | spec.volumes[1].image.reference",
            })
    void shouldLookAtEachPlaceThatNamesAnImage(String specAndField) {
        // Given
        String[] parts = specAndField.split(" \\| ", -1);
        String pod = "{\"spec\":" + parts[0].replace('\'', '"') + "}";

        // When
        AdmissionAnswer answer = answer(Map.of(), Reviews.creation("pods", pod));

        // Then
        assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(answer.message()).startsWith(parts[1] + ": ");
    }

    @Test
    void shouldRefuseAPodThatAControllerOwns() {
        assertThat(answer(Map.of(), Reviews.creation("pods", pod("bad", OWNED))).outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void shouldLetInWhatItsRolloutRunsAlreadyAndNotAnotherOne() {
        // Given
        running.add(Rollout.of("rs-1", List.of("bad")));

        // When
        AdmissionAnswer same = answer(Map.of(), Reviews.creation("pods", pod("bad", OWNED)));
        AdmissionAnswer otherOwner =
                answer(Map.of(), Reviews.creation("pods", pod("bad", OWNED.replace("rs-1", "rs-2"))));
        AdmissionAnswer otherImages = answer(
                Map.of(),
                Reviews.creation(
                        "pods",
                        pod("bad", OWNED)
                                .replace("\"image\"", "\"x\":1,\"image\"")
                                .replace("\"containers\":[", "\"containers\":[{\"image\":\"good\"},")));
        AdmissionAnswer switchedOff =
                answer(Map.of("admit-running-rollouts", "false"), Reviews.creation("pods", pod("bad", OWNED)));

        // Then
        assertThat(same.outcome()).isEqualTo(Outcome.RUNNING);
        assertThat(same.isAllowed()).isTrue();
        assertThat(same.warnings()).singleElement().asString().contains("rollout runs already", "is denied");
        assertThat(List.of(otherOwner, otherImages, switchedOff))
                .extracting(AdmissionAnswer::outcome)
                .containsOnly(Outcome.DENIED);
    }

    @Test
    void shouldLetInByAnExceptionAndSaySo() {
        // Given
        images.put("excepted", new ImageStanding.Excepted(SampleImages.DIGEST, "is denied, and let in by shop/a"));

        // When
        AdmissionAnswer answer = answer(Map.of(), Reviews.creation("pods", pod("excepted")));
        AdmissionAnswer withAnother = answer(
                Map.of(),
                Reviews.creation(
                        "pods", pod("excepted").replace("\"containers\":[", "\"containers\":[{\"image\":\"bad\"},")));

        // Then
        assertThat(answer.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(answer.isAllowed()).isTrue();
        assertThat(answer.warnings()).singleElement().asString().contains("let in by shop/a");
        assertThat(answer.audit()).containsOnlyKeys("exception");
        assertThat(withAnother.outcome()).isEqualTo(Outcome.DENIED);
    }

    @Test
    void shouldNotTakeAPersonsPodForARollout() {
        // Given
        running.add(Rollout.of("", List.of("bad")));

        // When, Then
        assertThat(answer(Map.of(), Reviews.creation("pods", pod("bad"))).outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void shouldNotRefuseAChangeOfAnythingButImages() {
        // Given
        String before = pod("bad");
        String after = pod("bad", "{\"labels\":{\"a\":\"b\"}}");

        // When, Then
        assertThat(answer(Map.of(), update("pods", "", after, before)).outcome())
                .isEqualTo(Outcome.ALLOWED);
        assertThat(answer(Map.of(), update("pods", "", before, pod("good"))).outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void shouldRefuseAnEphemeralContainerThatIsAdded() {
        // Given
        String after =
                "{\"spec\":{\"containers\":[{\"image\":\"good\"}],\"ephemeralContainers\":[{\"image\":\"bad\"}]}}";

        // When
        AdmissionAnswer answer = answer(Map.of(), update("pods", "ephemeralcontainers", after, pod("good")));

        // Then
        assertThat(answer.message()).startsWith("spec.ephemeralContainers[0].image");
    }

    @ParameterizedTest
    @CsvSource({"DELETE,", "CONNECT,exec", "UPDATE,status", "CREATE,binding", "UPDATE,resize"})
    void shouldNeverStandInTheWayOfAnythingElse(String operation, String subresource) {
        // Given
        AdmissionRequest request = new AdmissionRequest(
                "u-1",
                "pods",
                subresource == null ? "" : subresource,
                operation,
                "shop",
                Reviews.json(pod("bad")),
                Reviews.json("{}"));

        // When, Then
        assertThat(answer(Map.of(), request).outcome()).isEqualTo(Outcome.EXEMPT);
    }

    @ParameterizedTest
    @CsvSource({
        "kube-system, EXEMPT",
        "openshift, EXEMPT",
        "openshift-monitoring, EXEMPT",
        "kube-system-not, DENIED",
        "my-openshift-x, DENIED"
    })
    void shouldLeaveThePlatformAlone(String namespace, Outcome expected) {
        assertThat(answer(Map.of(), Reviews.in(namespace, Reviews.creation("pods", pod("bad"))))
                        .outcome())
                .isEqualTo(expected);
    }

    @Test
    void shouldTakeADotInANamespaceForADot() {
        assertThat(answer(Map.of("exempt-namespaces", "a.c"), Reviews.in("abc", Reviews.creation("pods", pod("bad"))))
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @ParameterizedTest
    @CsvSource({"allow, ALLOWED", "warn, WARNED", "deny, DENIED"})
    void shouldTreatWhatNobodyKnowsAsToldTo(String unknown, Outcome expected) {
        assertThat(answer(Map.of("unknown-images", unknown), Reviews.creation("pods", pod("new")))
                        .outcome())
                .isEqualTo(expected);
    }

    @Test
    void shouldPassOnWhatTheVerdictSays() {
        AdmissionAnswer answer = answer(Map.of(), Reviews.creation("pods", pod("doubtful")));

        assertThat(answer.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(answer.warnings()).containsExactly("spec.containers[0].image: the image doubtful nobody can tell");
    }

    @Test
    void shouldLetInWhoeverBreaksTheGlassAndLeaveATrace() {
        // When
        AdmissionAnswer broken = answer(Map.of(), Reviews.creation("pods", pod("bad", BROKEN_GLASS)));
        AdmissionAnswer withoutReason = answer(
                Map.of(), Reviews.creation("pods", pod("bad", BROKEN_GLASS.replace("INC-42, on call: ada", " "))));
        AdmissionAnswer forbidden =
                answer(Map.of("break-glass", "false"), Reviews.creation("pods", pod("bad", BROKEN_GLASS)));

        // Then
        assertThat(broken.outcome()).isEqualTo(Outcome.BREAK_GLASS);
        assertThat(broken.audit())
                .containsEntry("break-glass", "INC-42, on call: ada")
                .containsKey("denied");
        assertThat(List.of(withoutReason, forbidden))
                .extracting(AdmissionAnswer::outcome)
                .containsOnly(Outcome.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "deployments.apps, spec.template",
        "replicasets.apps, spec.template",
        "statefulsets.apps, spec.template",
        "daemonsets.apps, spec.template",
        "jobs.batch, spec.template",
        "replicationcontrollers, spec.template",
        "deploymentconfigs.apps.openshift.io, spec.template",
        "cronjobs.batch, spec.jobTemplate.spec.template",
    })
    void shouldWarnTheOwnerOfAWorkload(String resource, String path) {
        // Given
        String object = pod("bad");
        List<String> steps = new ArrayList<>(List.of(path.split("\\.")));
        Collections.reverse(steps);
        for (String step : steps) {
            object = "{\"" + step + "\":" + object + "}";
        }

        // When
        AdmissionAnswer answer = answer(Map.of(), Reviews.creation(resource, object));

        // Then
        assertThat(answer.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(answer.warnings())
                .containsExactly(
                        "its Pods will be refused: " + path + ".spec.containers[0].image: the image bad is denied");
    }

    @Test
    void shouldBoundWhatItSays() {
        // Given
        String containers = "{\"image\":\"bad\"},".repeat(500) + "{\"image\":\"doubtful\"}";

        // When
        AdmissionAnswer refused =
                answer(Map.of(), Reviews.creation("pods", "{\"spec\":{\"containers\":[" + containers + "]}}"));
        AdmissionAnswer warned = answer(
                Map.of(),
                Reviews.creation(
                        "pods", "{\"spec\":{\"containers\":[" + containers.replace("bad", "doubtful") + "]}}"));

        // Then
        assertThat(refused.message()).endsWith("and 495 more").hasSizeLessThan(1_000);
        assertThat(warned.warnings()).hasSizeLessThan(20);
    }

    @Test
    void shouldNotCutAFewWarningsAndKeepTheReasonWhenThereAreMany() {
        // Given
        String image = "registry.example.test/shop/cart@" + SampleImages.DIGEST;
        String why = "warns: " + "x".repeat(80) + " the end";
        images.put(image, new ImageStanding.Doubtful(SampleImages.DIGEST, why + "y".repeat(300)));

        // When
        String container = "{\"image\":\"" + image + "\"}";
        AdmissionAnswer one =
                answer(Map.of(), Reviews.creation("pods", "{\"spec\":{\"containers\":[" + container + "]}}"));
        AdmissionAnswer many = answer(
                Map.of(),
                Reviews.creation(
                        "pods", "{\"spec\":{\"containers\":[" + (container + ",").repeat(15) + container + "]}}"));

        // Then
        assertThat(one.warnings())
                .singleElement()
                .asString()
                .contains(image, "yyy")
                .doesNotContain("…");
        assertThat(many.warnings())
                .hasSize(16)
                .allSatisfy(it -> assertThat(it)
                        .contains("sha256:000000000000…", "the end")
                        .hasSize(250));
        assertThat(String.join("", many.warnings())).hasSizeLessThan(4096);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"spec\":[]}",
                "{\"spec\":{\"containers\":{}}}",
                "{\"spec\":{\"containers\":[7,null,{\"image\":{\"a\":1}},{\"image\":null}],\"volumes\":[{\"image\":\"x\"}]}}",
                "{\"metadata\":{\"ownerReferences\":{},\"annotations\":[]},\"spec\":{\"volumes\":7}}",
            })
    void shouldCopeWithObjectsOfNoShape(String object) {
        assertThat(answer(Map.of(), Reviews.creation("pods", object)).outcome()).isEqualTo(Outcome.ALLOWED);
    }

    private AdmissionAnswer answer(Map<String, String> settings, AdmissionRequest request) {
        return new Doorkeeper(
                        (image, namespace) -> images.getOrDefault(image, new ImageStanding.Unknown("was not expected")),
                        running::contains,
                        config(settings))
                .answer(request);
    }

    static GateConfig.Admission config(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((key, value) -> named.put("assay.gate.admission." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GateConfig.class)
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .build()
                .getConfigMapping(GateConfig.class)
                .admission();
    }
}
