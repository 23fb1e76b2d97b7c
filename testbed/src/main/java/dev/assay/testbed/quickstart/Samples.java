package dev.assay.testbed.quickstart;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.image.ImagePusher;
import dev.assay.testbed.image.SamplePackage;
import dev.assay.testbed.image.SamplePackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Three images whose end is known: up to date, out of date, and one of which no scanner can tell anything. */
final class Samples {
    private final Progress progress;
    private final boolean judgedByOurs;
    private final ImagePusher pusher;

    /** @param judgedByOurs whether the quick start's own policies judge, so that the end is known */
    Samples(DebianSystem system, Path work, boolean judgedByOurs, Progress progress) {
        this.progress = progress;
        this.judgedByOurs = judgedByOurs;
        this.pusher = new ImagePusher(work, system.imageArchitecture());
    }

    /** @param registry host and port */
    void push(String registry, SamplePackages packages, Consumer<Subject> sink) throws IOException {
        ImageReference patched = ImageReference.parse(registry + "/shop/cart:patched");
        Subject first = pushed(patched, pusher.pushPackages(patched, packages.newest()), scanned(Decision.ALLOW));
        progress.say("pushed shop/cart:patched, with " + versions(packages.packages(), true));
        sink.accept(first);

        ImageReference outdated = ImageReference.parse(registry + "/shop/cart:outdated");
        Subject second = pushed(outdated, pusher.pushPackages(outdated, packages.outdated()), scanned(Decision.DENY));
        progress.say("pushed shop/cart:outdated, with " + versions(packages.packages(), false));
        sink.accept(second);

        ImageReference banner = ImageReference.parse(registry + "/shop/banner:1.0");
        Map<String, String> files = Map.of("srv/banner.txt", "Fresh gold, every day.\n");
        Expectation nobodyCanTell =
                new Expectation(Decision.UNDECIDED, Optional.of(FailureReason.NOT_APPLICABLE.name()));
        Subject third = pushed(banner, pusher.pushFiles(banner, files), nobodyCanTell);
        progress.say("pushed shop/banner:1.0, a single file: no scanner can tell anything of it");
        sink.accept(third);
    }

    private static Expectation scanned(Decision verdict) {
        return new Expectation(verdict, Optional.empty());
    }

    private Subject pushed(ImageReference reference, ImageDigest digest, Expectation expected) {
        return new Subject(
                reference, digest, progress.now(), true, Optional.of(expected).filter(it -> judgedByOurs));
    }

    private static String versions(List<SamplePackage> packages, boolean newest) {
        return packages.stream()
                .map(it -> it.name() + " " + (newest ? it.newestVersion() : it.outdatedVersion()))
                .collect(Collectors.joining(", "));
    }
}
