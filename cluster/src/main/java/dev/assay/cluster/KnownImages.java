package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the informer puts what it reads: only the {@link ImageObject} of each Image stays. Tells of each digest whose
 * Image came, went, or changed in what is kept; here and not in an event handler, since the informer's handlers have an
 * unbounded queue of whole objects between them and the store.
 */
final class KnownImages implements ItemStore<ImageResource> {
    /** The most names that are remembered as ignored; beyond it they are no longer counted. */
    static final int MAX_IGNORED = 1_000;

    private static final Logger LOG = Logger.getLogger(KnownImages.class);

    private final Map<String, ImageObject> images = new ConcurrentHashMap<>();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final Consumer<ImageDigest> touched;
    private final Runnable listed;

    /** @param listed called each time that the informer has read a whole list */
    KnownImages(Consumer<ImageDigest> touched, Runnable listed) {
        this.touched = touched;
        this.listed = listed;
    }

    Optional<ImageObject> find(ImageDigest digest) {
        return Optional.ofNullable(images.get(digest.value()));
    }

    List<ImageObject> all() {
        return List.copyOf(images.values());
    }

    Collection<ImageDigest> digests() {
        return images.values().stream().map(ImageObject::digest).toList();
    }

    int ignoredNames() {
        return ignored.size();
    }

    @Override
    public String getKey(ImageResource resource) {
        return Optional.ofNullable(resource.getMetadata().getName()).orElse("");
    }

    @Override
    public @Nullable ImageResource put(String key, ImageResource resource) {
        Optional<ImageObject> image = resource.read();
        if (image.isEmpty()) {
            ignore(key);
            return null;
        }
        ImageObject now = image.get().compact();
        // The digest's own text is the key, so that the parsed copy of it can go.
        ImageObject before = images.put(now.digest().value(), now);
        if (before == null || !saysTheSame(before, now)) {
            touched.accept(now.digest());
        }
        return before == null ? null : ImageResource.bare(before);
    }

    @Override
    public @Nullable ImageResource remove(String key) {
        ignored.remove(key);
        ImageObject before = images.remove(key);
        if (before == null) {
            return null;
        }
        touched.accept(before.digest());
        return ImageResource.bare(before);
    }

    @Override
    public Stream<String> keySet() {
        return images.keySet().stream();
    }

    /** The informer asks for all when a list is complete, to drop what was not in it. */
    @Override
    public Stream<ImageResource> values() {
        listed.run();
        return images.values().stream().map(ImageResource::bare);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public @Nullable ImageResource get(String key) {
        ImageObject image = images.get(key);
        return image == null ? null : ImageResource.bare(image);
    }

    private static boolean saysTheSame(ImageObject before, ImageObject now) {
        return before.uid().equals(now.uid())
                && before.reference().equals(now.reference())
                && before.platforms().equals(now.platforms())
                && before.annotations().equals(now.annotations());
    }

    private void ignore(String name) {
        if (ignored.size() < MAX_IGNORED && ignored.add(name)) {
            LOG.infof("Image ignored, its name is not a digest name=%s", printable(name));
        }
    }

    /** The API server lets nearly every character pass in the name of an Image. */
    private static String printable(String name) {
        String shown = name.replaceAll("[^A-Za-z0-9:._-]", "?");
        return shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
    }
}
