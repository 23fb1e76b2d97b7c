package dev.assay.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All images of the benchmark, with the same packages.
 *
 * @param fresh of layers that no other image has, one a round
 * @param onKnownBase each on the first layer of the fresh one of the same round
 * @param known on all layers of the first fresh one
 * @param warmUp each on the first layer of the first fresh one
 */
record BenchImages(
        List<InstalledPackage> packages,
        List<BenchImage> fresh,
        List<BenchImage> onKnownBase,
        List<BenchImage> known,
        List<BenchImage> warmUp) {
    /** @param work an empty folder */
    static BenchImages make(Path work, RegistryUpload registry, int rounds, int known, int warmUp)
            throws IOException, InterruptedException {
        MachineLayers layers = MachineLayers.choose(work);
        List<BenchImage> fresh = new ArrayList<>();
        List<BenchImage> onKnownBase = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ScanBench.say("making the images of round " + round + " of " + (rounds - 1));
            List<Blob> all = new ArrayList<>();
            List<Blob> others = new ArrayList<>();
            for (int index = 0; index < layers.count(); index++) {
                all.add(layers.make(index, "fresh-" + round));
                others.add(index == 0 ? all.get(0) : layers.make(index, "other-" + round));
            }
            fresh.add(registry.push("fresh-" + round, all));
            onKnownBase.add(registry.push("other-" + round, others));
        }
        List<BenchImage> more = new ArrayList<>();
        List<Blob> base = fresh.get(0).layers();
        for (int i = 0; i < known; i++) {
            more.add(registry.push(
                    "known-" + i,
                    Stream.concat(base.stream(), Stream.of(layers.makeSmall("known-" + i)))
                            .toList()));
        }
        List<BenchImage> toWarmUp = new ArrayList<>();
        for (int i = 0; i < warmUp; i++) {
            ScanBench.say("making the image " + (i + 1) + " of " + warmUp + " to warm up with");
            List<Blob> some = new ArrayList<>(base.subList(0, 1));
            for (int index = 1; index < layers.count(); index++) {
                some.add(layers.make(index, "warm-" + i));
            }
            toWarmUp.add(registry.push("warm-" + i, some));
        }
        for (BenchImage image : Stream.of(fresh, onKnownBase, more, toWarmUp)
                .flatMap(List::stream)
                .toList()) {
            for (Blob layer : image.layers()) {
                Files.deleteIfExists(layer.file());
            }
        }
        return new BenchImages(
                layers.packages(),
                List.copyOf(fresh),
                List.copyOf(onKnownBase),
                List.copyOf(more),
                List.copyOf(toWarmUp));
    }

    String description() {
        StringBuilder text =
                new StringBuilder("image: " + packages.size() + " packages; layers in MB, compressed/unpacked:");
        for (Blob layer : fresh.get(0).layers()) {
            text.append(" %.1f/%.0f".formatted(layer.size() / 1e6, layer.unpacked() / 1e6));
        }
        return text.toString();
    }
}
