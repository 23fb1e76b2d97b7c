package dev.assay.bench.scan;

import dev.assay.bench.Figures;
import dev.assay.testbed.debian.DebianSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** All that is measured with one feed. */
final class Course {
    private final Path root;
    private final Path directory;
    private final String registry;
    private final DebianSystem system;
    private final Path feeds;
    private final Path feedFile;
    private BenchFeed feed;

    private final Map<Peer, List<Cost>> peers = new EnumMap<>(Peer.class);
    private final List<Cost> afterStart = new ArrayList<>();
    private final List<Cost> first = new ArrayList<>();
    private final List<Cost> onKnownBase = new ArrayList<>();
    private final List<Cost> rescan = new ArrayList<>();
    private int rescanned;

    /** @param directory an empty one */
    Course(Path root, Path directory, String registry, DebianSystem system, BenchFeed feed) throws IOException {
        this.root = root;
        this.directory = directory;
        this.registry = registry;
        this.system = system;
        this.feed = feed;
        feeds = Files.createDirectory(directory.resolve("oval"));
        feedFile = feeds.resolve(system.id() + "-" + system.versionId() + ".oval.xml");
    }

    void run(BenchImages images) throws IOException {
        feed.write(feedFile);
        Set<String> expected = feed.trueOnes();
        PeerRun run = new PeerRun(directory.resolve("peers"), feedFile, system.architecture());
        try (AssayRun assay = new AssayRun(root, directory, feeds, registry)) {
            List<BenchImage> all = new ArrayList<>(images.known());
            all.addAll(images.warmUp());
            add(1, "Assay, first scan after its start", afterStart, assay.scan(all.subList(0, 1), expected));
            assay.scan(all.subList(1, all.size()), expected);
            for (int round = 0; round < images.fresh().size(); round++) {
                BenchImage fresh = images.fresh().get(round);
                BenchImage other = images.onKnownBase().get(round);
                for (Peer peer : Peer.values()) {
                    add(round, peer.title(), costs(peer), run.run(peer, fresh, expected));
                }
                add(round, "Assay, first scan", first, assay.scan(List.of(fresh), expected));
                add(round, "Assay, the base layer known", onKnownBase, assay.scan(List.of(other), expected));
                all.add(fresh);
                all.add(other);
            }
            rescanned = all.size();
            for (int round = 0; round < images.fresh().size(); round++) {
                feed = feed.next();
                Cost cost = assay.rescan(all, feed, feedFile);
                add(round, "Assay, new advisories for " + rescanned + " images", rescan, cost.perOneOf(rescanned));
            }
        }
    }

    private void add(int round, String what, List<Cost> costs, Cost cost) {
        ScanBench.say(String.format(
                Locale.ROOT,
                "%d definitions, round %d: %-42s %.3f s, %.3f processor seconds",
                feed.definitions(),
                round,
                what,
                cost.wall(),
                cost.cpu()));
        if (round > 0) {
            costs.add(cost);
        }
    }

    void print(PrintStream out) {
        out.printf(
                "%n%-52s %-22s %-22s %s%n",
                feed.definitions() + " definitions", "seconds", "processor seconds", "peak MiB");
        peers.forEach((peer, costs) -> row(out, peer.title(), costs));
        row(out, "Assay, first scan after its start", afterStart);
        row(out, "Assay, first scan", first);
        row(out, "Assay, the base layer known", onKnownBase);
        row(out, "Assay, new advisories, each of " + rescanned + " images", rescan);
    }

    private static void row(PrintStream out, String what, List<Cost> costs) {
        out.printf(
                "%-52s %-22s %-22s %.0f%n",
                what,
                Figures.spread(all(costs, Cost::wall), "%.3f"),
                Figures.spread(all(costs, Cost::cpu), "%.3f"),
                Figures.median(all(costs, Cost::peakMiB)));
    }

    /** How many times faster, by the medians of the wall time. */
    String ratios() {
        double podman = wall(costs(Peer.PODMAN));
        return String.format(
                Locale.ROOT,
                "{\"vs_podman\":%.1f,\"vs_skopeo_umoci\":%.1f,\"vs_tar\":%.1f,\"warm_vs_podman\":%.1f,\"rescan_vs_podman\":%.1f}",
                podman / wall(first),
                wall(costs(Peer.UMOCI)) / wall(first),
                wall(costs(Peer.TAR)) / wall(first),
                podman / wall(onKnownBase),
                podman / wall(rescan));
    }

    private List<Cost> costs(Peer peer) {
        return peers.computeIfAbsent(peer, it -> new ArrayList<>());
    }

    private static double wall(List<Cost> costs) {
        return Figures.median(all(costs, Cost::wall));
    }

    private static List<Double> all(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return costs.stream().map(figure::applyAsDouble).toList();
    }
}
