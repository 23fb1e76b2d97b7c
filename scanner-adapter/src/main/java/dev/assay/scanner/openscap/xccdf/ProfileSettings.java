package dev.assay.scanner.openscap.xccdf;

import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.content.Digests;
import dev.assay.scanner.openscap.content.RulesFolder;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What images are held against, as the platform team has set it. A product is what stands in the name of a data stream,
 * {@code ssg-<product>-ds.xml}.
 *
 * @param standard the profile of every product that none is named for
 * @param byProduct profiles
 * @param tailorings files by product
 */
public record ProfileSettings(String standard, Map<String, String> byProduct, Map<String, Path> tailorings) {
    static final String STANDARD = "assay.openscap.profile";
    private static final String BY_PRODUCT = "assay.openscap.profiles.";
    private static final String TAILORINGS = "assay.openscap.tailoring.";

    public ProfileSettings {
        byProduct = Map.copyOf(byProduct);
        tailorings = Map.copyOf(tailorings);
    }

    static String product(ContentFile dataStream) {
        return RulesFolder.product(dataStream.name());
    }

    /** The profile that is named for this product alone. */
    Optional<String> named(String product) {
        return Optional.ofNullable(byProduct.get(product));
    }

    /** @throws CannotTellException when there should be one that is of no use */
    Optional<Tailoring> tailoring(String product) throws CannotTellException {
        Path file = tailorings.get(product);
        return file == null ? Optional.empty() : Optional.of(Tailoring.read(file, TAILORINGS + product));
    }

    /** The setting that names a product's profile. */
    static String settingOf(String product) {
        return BY_PRODUCT + product;
    }

    /** Changes when a setting does, or a byte of a tailoring file. */
    public String version() {
        StringBuilder all = new StringBuilder(standard);
        new TreeMap<>(byProduct)
                .forEach((product, profile) ->
                        all.append('\n').append(product).append('=').append(profile));
        new TreeMap<>(tailorings)
                .keySet()
                .forEach(it -> all.append('\n').append(it).append(':').append(state(it)));
        byte[] digest = Digests.sha256().digest(all.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    /** What is set for products that there are no rules for, and tailoring files of no use, for people. */
    public List<String> troubles(Path xccdfDirectory) {
        List<String> troubles = new ArrayList<>();
        Stream.concat(
                        byProduct.keySet().stream().map(BY_PRODUCT::concat),
                        tailorings.keySet().stream().map(TAILORINGS::concat))
                .sorted()
                .forEach(setting -> {
                    String product = setting.substring(setting.lastIndexOf('.') + 1);
                    Path file = RulesFolder.dataStream(xccdfDirectory, product);
                    if (!Files.isRegularFile(file)) {
                        troubles.add(setting + " is set, and " + file + " does not exist");
                    }
                });
        for (String product : new TreeSet<>(tailorings.keySet())) {
            try {
                tailoring(product);
            } catch (CannotTellException e) {
                troubles.add(CannotTellException.why(e));
            }
        }
        return troubles;
    }

    private String state(String product) {
        try {
            return tailoring(product).map(Tailoring::sha256).orElse("");
        } catch (CannotTellException e) {
            return "of no use";
        }
    }
}
