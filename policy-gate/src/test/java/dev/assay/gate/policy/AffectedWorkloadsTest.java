package dev.assay.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AffectedWorkloadsTest {
    private static final Workload CART = new Workload("shop", "Deployment", "cart");
    private static final Workload TELLER = new Workload("bank", "StatefulSet", "teller");
    private static final ImageDigest INDEX = digest(1);
    private static final ImageDigest AMD64 = digest(2);
    private static final ImageDigest ARM64 = digest(3);
    private static final ImageDigest OTHER = digest(4);
    private static final List<ImageObject> IMAGES =
            List.of(image(INDEX, List.of(AMD64, ARM64)), image(AMD64, List.of()), image(OTHER, List.of()));

    @Test
    void shouldAffectThoseThatRunAnImageWhichFails() {
        assertThat(affected(Map.of(OTHER, Set.of("strict", "mild")), Map.of(OTHER, Set.of(CART, TELLER))))
                .isEqualTo(Map.of("strict", Set.of(CART, TELLER), "mild", Set.of(CART, TELLER)));
        assertThat(affected(Map.of(AMD64, Set.of("strict")), Map.of(OTHER, Set.of(CART))))
                .isEmpty();
        assertThat(affected(Map.of(OTHER, Set.of("strict")), Map.of())).isEmpty();
    }

    @Test
    void shouldAffectThoseThatRunAPlatformOfAnIndexAndTheOtherWayRound() {
        Map<ImageDigest, Set<Workload>> running = Map.of(INDEX, Set.of(CART), AMD64, Set.of(TELLER));
        assertThat(affected(Map.of(INDEX, Set.of("p")), running)).isEqualTo(Map.of("p", Set.of(CART, TELLER)));
        assertThat(affected(Map.of(AMD64, Set.of("p")), running)).isEqualTo(Map.of("p", Set.of(CART, TELLER)));
        // The other platform is of no concern to who runs this one.
        assertThat(affected(Map.of(ARM64, Set.of("p")), running)).isEqualTo(Map.of("p", Set.of(CART)));
    }

    @Test
    void shouldPassOverWhereTheImageIsLetIn() {
        AffectedWorkloads affected = new AffectedWorkloads(
                it -> Set.of("p"), (image, namespace) -> image.equals(OTHER) && namespace.equals("shop"));
        assertThat(affected.byPolicy(IMAGES, Map.of(OTHER, Set.of(CART, TELLER))))
                .isEqualTo(Map.of("p", Set.of(TELLER)));
        assertThat(affected.byPolicy(IMAGES, Map.of(OTHER, Set.of(CART)))).isEmpty();
    }

    private static Map<String, Set<Workload>> affected(
            Map<ImageDigest, Set<String>> failedBy, Map<ImageDigest, Set<Workload>> running) {
        return new AffectedWorkloads(it -> failedBy.getOrDefault(it, Set.of()), (image, namespace) -> false)
                .byPolicy(IMAGES, running);
    }

    private static ImageObject image(ImageDigest digest, List<ImageDigest> platforms) {
        return new ImageObject(digest, Optional.empty(), platforms, Map.of(), "uid", "1");
    }

    private static ImageDigest digest(int number) {
        return new ImageDigest("sha256:" + "%064x".formatted(number));
    }
}
