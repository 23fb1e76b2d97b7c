package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The profile that images of a data stream are held against. oscap passes over what it can't find: a profile that builds
 * on one that does not exist comes to a score of 100 out of nothing, so that is looked at here.
 *
 * @param rules the ids of those that it selects
 */
record ProfileChoice(Profile profile, Optional<Tailoring> tailoring, Set<String> rules) {
    private static final int MAX_SHOWN = 50;
    private static final int MAX_EXTENSIONS = 20;

    static ProfileChoice of(ProfileSettings settings, DataStream dataStream, ContentFile content)
            throws CannotTellException {
        String product = ProfileSettings.product(content);
        Optional<Tailoring> tailoring = settings.tailoring(product);
        Profile profile = tailoring.isPresent()
                ? tailored(tailoring.get(), settings.named(product), product)
                : plain(dataStream, settings, product, content);
        List<Profile> known = Stream.concat(
                        tailoring.stream().flatMap(it -> it.profiles().stream()), dataStream.profiles().stream())
                .toList();
        Map<String, Boolean> selected =
                dataStream.rules().values().stream().collect(Collectors.toMap(Rule::id, Rule::isSelected));
        apply(profile, known, dataStream, selected, 0);
        Set<String> rules = new HashSet<>(dataStream.rules().keySet());
        rules.removeIf(it -> !selected.getOrDefault(it, false));
        if (rules.isEmpty()) {
            throw ofNoUse(profile, "it selects no rule of " + content.name());
        }
        return new ProfileChoice(profile, tailoring, rules);
    }

    private static Profile plain(DataStream dataStream, ProfileSettings settings, String product, ContentFile content)
            throws CannotTellException {
        Optional<String> named = settings.named(product);
        String name = named.orElse(settings.standard());
        return find(dataStream.profiles(), name)
                .orElseThrow(() -> new CannotTellException(
                        FailureReason.SCANNER_UNAVAILABLE,
                        content.name() + " has no profile '" + name + "' ("
                                + named.map(it -> ProfileSettings.settingOf(product))
                                        .orElse(ProfileSettings.STANDARD)
                                + "); it has: " + names(dataStream.profiles())));
    }

    private static Profile tailored(Tailoring tailoring, Optional<String> named, String product)
            throws CannotTellException {
        List<Profile> profiles = tailoring.profiles();
        if (named.isEmpty() && profiles.size() > 1) {
            throw new CannotTellException(
                    FailureReason.SCANNER_UNAVAILABLE,
                    tailoring.path() + " has several profiles (" + names(profiles) + "); say which by "
                            + ProfileSettings.settingOf(product));
        }
        String name = named.orElse(profiles.get(0).id());
        return find(profiles, name)
                .orElseThrow(() -> new CannotTellException(
                        FailureReason.SCANNER_UNAVAILABLE,
                        tailoring.path() + " has no profile '" + name + "' (" + ProfileSettings.settingOf(product)
                                + "); it has: " + names(profiles)));
    }

    private static Optional<Profile> find(List<Profile> profiles, String name) {
        return profiles.stream().filter(it -> it.isNamed(name)).findFirst();
    }

    /** Those that it builds on first. */
    private static void apply(
            Profile profile, List<Profile> known, DataStream dataStream, Map<String, Boolean> selected, int depth)
            throws CannotTellException {
        if (depth > MAX_EXTENSIONS) {
            throw ofNoUse(profile, "it builds on too many others, or on itself");
        }
        if (profile.extended().isPresent()) {
            String id = profile.extended().get();
            Profile base = known.stream()
                    .filter(it -> it.id().equals(id) && !it.equals(profile))
                    .findFirst()
                    .orElseThrow(() -> ofNoUse(profile, "it extends '" + id + "', which does not exist"));
            apply(base, known, dataStream, selected, depth + 1);
        }
        List<String> unknown = profile.references().stream()
                .filter(it -> !dataStream.has(it))
                .sorted()
                .limit(MAX_SHOWN)
                .toList();
        if (!unknown.isEmpty()) {
            throw ofNoUse(profile, "it names what the guide does not have: " + String.join(", ", unknown));
        }
        selected.putAll(profile.selections());
    }

    private static CannotTellException ofNoUse(Profile profile, String why) {
        return new CannotTellException(
                FailureReason.SCANNER_UNAVAILABLE, "the profile " + profile.shortId() + " is of no use: " + why);
    }

    private static String names(List<Profile> profiles) {
        return String.join(
                ", ",
                profiles.stream()
                        .map(Profile::shortId)
                        .sorted()
                        .limit(MAX_SHOWN)
                        .toList());
    }
}
