package dev.assay.cluster;

import static dev.assay.cluster.Samples.QUALITY;
import static dev.assay.cluster.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import dev.assay.standin.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Fabric8ImageInventoryIT {
    private final Cluster cluster = new Cluster();
    private final List<Fabric8ImageInventory> inventories = new ArrayList<>();

    @AfterEach
    void stop() {
        inventories.forEach(Fabric8ImageInventory::stop);
        cluster.close();
    }

    @Test
    void shouldListInPages() {
        // Given
        createImages(25);

        // When
        ImageInventory inventory = inventory(10);

        // Then
        patiently().until(inventory::isComplete);
        assertThat(inventory.all()).hasSize(25);
        assertThat(cluster.requests("GET"))
                .extracting(it -> it.path().contains("limit=10"))
                .startsWith(true, true, true);
    }

    @Test
    void shouldTellAListenerOfWhatIsThereAndOfEveryChange() {
        // Given
        createImages(3);
        ImageInventory inventory = inventory(10);
        patiently().until(inventory::isComplete);
        Recorder recorder = new Recorder();

        // When
        inventory.subscribe(recorder);

        // Then
        patiently().untilAsserted(() -> assertThat(recorder.digests()).containsExactlyInAnyOrder(digests(1, 2, 3)));

        // When
        cluster.annotate(2, QUALITY, "{}");
        cluster.delete(3);
        cluster.create(4, Map.of());

        // Then
        patiently()
                .untilAsserted(() -> assertThat(
                                recorder.events().subList(3, recorder.events().size()))
                        .containsExactly("changed 2 {" + QUALITY + "={}}", "removed 3", "changed 4 {}"));
    }

    @Test
    void shouldNotTellOfChangesInWhatIsNotKept() {
        // Given
        createImages(1);
        Recorder recorder = new Recorder();
        ImageInventory inventory = inventory(10);
        inventory.subscribe(recorder);
        patiently().until(() -> recorder.events().size() == 1);

        // When
        cluster.annotate(1, "somebody/else", "x");
        cluster.annotate(1, QUALITY, "{}");

        // Then
        patiently()
                .untilAsserted(() -> assertThat(recorder.events())
                        .containsExactly("changed 1 {}", "changed 1 {" + QUALITY + "={}}"));
    }

    @Test
    void shouldListAgainWhenTheHistoryIsGone() {
        // Given
        createImages(3);
        Recorder recorder = new Recorder();
        ImageInventory inventory = inventory(10);
        inventory.subscribe(recorder);
        patiently()
                .until(() ->
                        cluster.server().openWatches() == 1 && recorder.events().size() == 3);

        // When
        cluster.server()
                .answerNext(
                        FaultRule.closeConnection().on("GET", Cluster.IMAGES).times(1_000));
        cluster.server().dropWatches();
        cluster.delete(1);
        cluster.annotate(2, QUALITY, "{}");
        cluster.create(4, Map.of());
        cluster.server().compact();
        cluster.server().clearRequests();
        cluster.server().clearFaults();

        // Then
        patiently()
                .untilAsserted(() -> assertThat(
                                recorder.events().subList(3, recorder.events().size()))
                        .containsExactlyInAnyOrder("changed 2 {" + QUALITY + "={}}", "removed 1", "changed 4 {}"));
        assertThat(cluster.requests("GET").stream().filter(it -> it.path().contains("limit=10")))
                .hasSize(1);
        assertThat(inventory.isComplete()).isTrue();
    }

    @Test
    void shouldGoOnWhenTheWatchIsDropped() {
        // Given
        createImages(1);
        ImageInventory inventory = inventory(10);
        patiently().until(() -> cluster.server().openWatches() == 1);

        // When
        cluster.server().dropWatches();
        cluster.annotate(1, QUALITY, "{}");

        // Then
        patiently().untilAsserted(() -> assertThat(annotations(inventory, 1)).isEqualTo(Map.of(QUALITY, "{}")));
    }

    @Test
    void shouldWaitForAServerThatIsAwayAtTheStart() {
        // Given
        createImages(2);
        cluster.server().pause();

        // When
        ImageInventory inventory = inventory(10);

        // Then
        assertThat(inventory.isComplete()).isFalse();
        assertThat(inventory.all()).isEmpty();

        // When
        cluster.server().resume();

        // Then
        patiently().until(inventory::isComplete);
        assertThat(inventory.all()).hasSize(2);
    }

    @Test
    void shouldGoOnWhenTheServerComesBack() {
        // Given
        createImages(1);
        ImageInventory inventory = inventory(10);
        patiently().until(() -> cluster.server().openWatches() == 1);

        // When
        cluster.server().pause();
        cluster.server().resume();
        cluster.create(2, Map.of());

        // Then
        patiently().until(() -> inventory.find(digest(2)).isPresent());
        assertThat(inventory.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 429, 500, 503})
    void shouldKeepTryingWhateverTheAnswerToTheFirstListIs(int status) {
        // Given
        createImages(1);
        cluster.server()
                .answerNext(FaultRule.answer(status).on("GET", Cluster.IMAGES).times(2));

        // When
        ImageInventory inventory = inventory(10);

        // Then
        patiently().until(inventory::isComplete);
        assertThat(inventory.all()).hasSize(1);
    }

    @Test
    void shouldStartOverWhenAPageIsRefused() {
        // Given
        createImages(25);
        cluster.server().answerNext(FaultRule.answer(410).on("GET", Cluster.IMAGES));

        // When
        ImageInventory inventory = inventory(10);

        // Then
        patiently().until(inventory::isComplete);
        assertThat(inventory.all()).hasSize(25);
    }

    @Test
    void shouldIgnoreNamesThatAreNoDigests() {
        // Given
        createImages(1);
        cluster.create("latest", "registry.example/app:latest", Map.of());
        ImageInventory inventory = inventory(10);
        Recorder recorder = new Recorder();
        inventory.subscribe(recorder);

        // When
        cluster.create("sha256:short", "registry.example/app:latest", Map.of());
        cluster.create(2, Map.of());

        // Then
        patiently().untilAsserted(() -> assertThat(recorder.digests()).containsExactly(digests(1, 2)));
        assertThat(inventory.all()).hasSize(2);
    }

    @Test
    void shouldKeepHostileAnnotationsAsTheyAre() {
        // Given
        Map<String, String> hostile = Map.of(
                QUALITY,
                "\"}}}\n\u0001\u2028",
                "quality.images.openshift.io/UPPER",
                "",
                "assay.dev/x",
                "[".repeat(100_000));
        cluster.create(1, hostile);

        // When
        ImageInventory inventory = inventory(10);

        // Then
        patiently().until(inventory::isComplete);
        assertThat(annotations(inventory, 1)).isEqualTo(hostile);
    }

    @Test
    void shouldHoldFiveThousandImages() {
        // Given
        createImages(5_000);
        Recorder recorder = new Recorder();

        // When
        ImageInventory inventory = inventory(500);
        inventory.subscribe(recorder);

        // Then
        patiently().until(inventory::isComplete);
        patiently().until(() -> recorder.events().size() == 5_000);
        assertThat(inventory.all()).hasSize(5_000);
        assertThat(cluster.requests("GET").stream().filter(it -> it.path().contains("limit=500")))
                .hasSize(10);
    }

    private ImageInventory inventory(long pageSize) {
        Fabric8ImageInventory inventory = cluster.inventory(pageSize);
        inventories.add(inventory);
        return inventory;
    }

    private void createImages(int count) {
        for (int i = 1; i <= count; i++) {
            cluster.create(i, Map.of());
        }
    }

    private static Map<String, String> annotations(ImageInventory inventory, int number) {
        return inventory.find(digest(number)).orElseThrow().annotations();
    }

    private static ImageDigest[] digests(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Samples::digest).toArray(ImageDigest[]::new);
    }

    private static ConditionFactory patiently() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
    }

    private static final class Recorder implements ImageInventory.Listener {
        private final List<String> events = new ArrayList<>();
        private final List<ImageDigest> digests = new ArrayList<>();

        @Override
        public synchronized void changed(ImageObject image) {
            events.add("changed " + number(image.digest()) + " " + image.annotations());
            digests.add(image.digest());
        }

        @Override
        public synchronized void removed(ImageDigest digest) {
            events.add("removed " + number(digest));
        }

        synchronized List<String> events() {
            return List.copyOf(events);
        }

        synchronized List<ImageDigest> digests() {
            return List.copyOf(digests);
        }

        private static int number(ImageDigest digest) {
            return Integer.parseInt(digest.hex(), 16);
        }
    }
}
