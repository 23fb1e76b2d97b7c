package dev.assay.bench.scan;

import dev.assay.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files of this machine's packages as three layers: a base of the distribution, what an application needs, and a little
 * on top. Each has dpkg's database of the packages so far, as it is when each is the work of one line of a Dockerfile.
 */
final class MachineLayers {
    /** In KiB on disk, so that about 90 MB come of it compressed. */
    private static final List<Integer> SIZES = List.of(175_000, 68_000, 10_000);
    /** One that is larger would be a layer by itself. */
    private static final int LARGEST = 40_000;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path work;
    private final List<List<InstalledPackage>> parts;

    private MachineLayers(Path work, List<List<InstalledPackage>> parts) {
        this.work = work;
        this.parts = parts;
    }

    /** @param work an empty folder, for files on their way */
    static MachineLayers choose(Path work) throws IOException {
        List<InstalledPackage> all = InstalledPackage.ofThisMachine().stream()
                .filter(it -> it.kibibytes() <= LARGEST)
                .sorted(Comparator.comparing(InstalledPackage::isEssential).reversed())
                .toList();
        List<List<InstalledPackage>> parts = new ArrayList<>();
        int next = 0;
        for (int size : SIZES) {
            List<InstalledPackage> part = new ArrayList<>();
            for (int taken = 0; taken < size && next < all.size(); next++) {
                part.add(all.get(next));
                taken += all.get(next).kibibytes();
            }
            parts.add(part);
        }
        return new MachineLayers(work, parts);
    }

    int count() {
        return parts.size();
    }

    List<InstalledPackage> packages() {
        return parts.stream().flatMap(List::stream).toList();
    }

    /**
     * @param index 0 is the base
     * @param mark another one makes another layer with the same packages
     */
    Blob make(int index, String mark) throws IOException {
        Path stage = Files.createTempDirectory(work, "stage");
        Path status = stage.resolve("var/lib/dpkg/status");
        Files.createDirectories(status.getParent());
        Files.writeString(
                status,
                parts.subList(0, index + 1).stream()
                        .flatMap(List::stream)
                        .map(it -> it.stanza() + "\n")
                        .collect(Collectors.joining("\n")));
        Files.writeString(stage.resolve("mark"), mark + "\n");
        Path list = Files.write(stage.resolve("list"), files(parts.get(index)));
        return tar(
                work.resolve("layer-" + index + "-" + mark + ".tar.gz"),
                "--no-recursion",
                "--directory=" + stage,
                "var/lib/dpkg/status",
                "mark",
                "--directory=/",
                "--verbatim-files-from",
                "--files-from=" + list);
    }

    /** A layer with one small file. */
    Blob makeSmall(String mark) throws IOException {
        Path stage = Files.createTempDirectory(work, "stage");
        Files.writeString(stage.resolve("small"), mark + "\n");
        return tar(work.resolve("small-" + mark + ".tar.gz"), "--directory=" + stage, "small");
    }

    private static Blob tar(Path file, String... what) {
        List<String> words = new ArrayList<>(List.of(
                "tar", "--create", "--file=-", "--format=gnu", "--numeric-owner", "--warning=none", "--sort=none"));
        words.addAll(List.of(what));
        return Command.of(words).within(LIMIT).read(in -> Blob.compress(in, file));
    }

    /** Without a slash at the start; as dpkg lists them, with each folder before what is in it. */
    private static List<String> files(List<InstalledPackage> packages) {
        List<String> words = new ArrayList<>(List.of("dpkg-query", "--listfiles"));
        packages.forEach(it -> words.add(it.name() + (it.architecture().equals("all") ? "" : ":" + it.architecture())));
        return Command.of(words)
                .text()
                .lines()
                .filter(it -> it.startsWith("/") && it.length() > 2)
                .distinct()
                .filter(it -> isPlain(Path.of(it)))
                .map(it -> it.substring(1))
                .toList();
    }

    private static boolean isPlain(Path path) {
        return Files.isSymbolicLink(path)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
