package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownImagesTest {
    private final List<ImageDigest> touched = new ArrayList<>();
    private final KnownImages images = new KnownImages(touched::add, () -> {});

    @Test
    void shouldTellOfANewImage() {
        // When
        put(Samples.resource(1, Map.of()));

        // Then
        assertThat(touched).containsExactly(Samples.digest(1));
        assertThat(images.find(Samples.digest(1))).contains(Samples.image(1, Map.of()));
    }

    @Test
    void shouldNotTellOfAChangeOfWhatIsNotKept() {
        // Given
        put(Samples.resource(1, Map.of(Samples.QUALITY, "{}")));
        touched.clear();
        ImageResource changed =
                Samples.resource(1, Map.of(Samples.QUALITY, "{}", "openshift.io/image.managed", "true"));
        changed.getMetadata().setResourceVersion("8");

        // When
        put(changed);

        // Then
        assertThat(touched).isEmpty();
        assertThat(images.find(Samples.digest(1)).map(ImageObject::resourceVersion))
                .contains("8");
    }

    @Test
    void shouldTellOfAChangedAnnotation() {
        // Given
        put(Samples.resource(1, Map.of(Samples.QUALITY, "{}")));
        touched.clear();

        // When
        put(Samples.resource(1, Map.of()));

        // Then
        assertThat(touched).containsExactly(Samples.digest(1));
    }

    @Test
    void shouldTellOfAnotherObjectOfTheSameName() {
        // Given
        put(Samples.resource(1, Map.of()));
        touched.clear();
        ImageResource other = Samples.resource(1, Map.of());
        other.getMetadata().setUid("another");

        // When
        put(other);

        // Then
        assertThat(touched).containsExactly(Samples.digest(1));
    }

    @Test
    void shouldForgetARemovedImageAndTellOfItOnce() {
        // Given
        put(Samples.resource(1, Map.of()));
        touched.clear();

        // When
        images.remove(Samples.digest(1).value());
        images.remove(Samples.digest(1).value());

        // Then
        assertThat(touched).containsExactly(Samples.digest(1));
        assertThat(images.all()).isEmpty();
    }

    @Test
    void shouldHandTheInformerTheVersionItHasSeen() {
        // Given
        put(Samples.resource(1, Map.of()));

        // When
        Optional<ImageResource> before =
                Optional.ofNullable(images.put(Samples.digest(1).value(), Samples.resource(1, Map.of())));

        // Then
        assertThat(before.map(it -> it.getMetadata().getResourceVersion())).contains("7");
        assertThat(images.values().map(images::getKey))
                .containsExactly(Samples.digest(1).value());
    }

    @Test
    void shouldIgnoreAndCountNamesThatAreNoDigests() {
        // When
        put(ImageResource.named("latest"));
        put(ImageResource.named("latest"));
        put(ImageResource.named("line\nbreak"));

        // Then
        assertThat(images.all()).isEmpty();
        assertThat(touched).isEmpty();
        assertThat(images.ignoredNames()).isEqualTo(2);
    }

    @Test
    void shouldNotCountIgnoredNamesWithoutEnd() {
        // When
        for (int i = 0; i < KnownImages.MAX_IGNORED + 10; i++) {
            put(ImageResource.named("name-" + i));
        }

        // Then
        assertThat(images.ignoredNames()).isEqualTo(KnownImages.MAX_IGNORED);
    }

    private void put(ImageResource resource) {
        images.put(images.getKey(resource), resource);
    }
}
