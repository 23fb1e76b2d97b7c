package dev.assay.scanner.planner;

import dev.assay.contract.image.ImageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Images that somebody wants looked at, each of them once, until the planner gets round to it. Thread-safe. */
final class Inbox {
    private Map<ImageDigest, Wish> wishes = new LinkedHashMap<>();

    synchronized void add(ImageDigest digest, Wish wish) {
        wishes.merge(digest, wish, Wish::and);
    }

    synchronized Map<ImageDigest, Wish> takeAll() {
        Map<ImageDigest, Wish> taken = wishes;
        wishes = new LinkedHashMap<>();
        return taken;
    }
}
