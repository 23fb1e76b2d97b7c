package dev.assay.gate.resource;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * The cluster's objects of one kind. Each event only says that the informer's store is to be read again: an object whose spec stays
 * the same, for instance because its status was written, changes nothing.
 */
abstract class ResourceObjects implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {
    private final ResourceClient client;
    private final Executor background;
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Map<String, String> specs = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean isKnown;

    /** @param background writes statuses, one after the other */
    ResourceObjects(ResourceClient client, Executor background) {
        this.client = client;
        this.background = background;
        this.informer = client.informer();
    }

    /**
     * One whose spec is new, or another than before.
     *
     * @param spec as JSON; {@code null} when there is none
     */
    abstract void read(GenericKubernetesResource object, String spec);

    /** One that is gone. */
    abstract void forget(String key);

    /** Makes known what was read and forgotten; the first time even when there was nothing. */
    abstract void publish();

    void start() {
        informer.addEventHandler(this);
        // Not on the thread that completes it: that is the one which reads the API server's answers.
        informer.start().thenRunAsync(this::reread, background);
    }

    @Override
    public void close() {
        informer.stop();
    }

    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void onAdd(GenericKubernetesResource added) {
        reread();
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        reread();
    }

    @Override
    public void onDelete(GenericKubernetesResource deleted, boolean finalStateUnknown) {
        reread();
    }

    /** The namespace, if it is in one, a slash, and the name. */
    static String key(GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
    }

    List<GenericKubernetesResource> all() {
        return informer.getStore().list();
    }

    void writeStatus(GenericKubernetesResource object, Map<String, Object> fields) {
        background.execute(() -> client.patchStatus(object, fields));
    }

    private void reread() {
        if (informer.hasSynced() && take(all())) {
            listeners.forEach(Runnable::run);
        }
    }

    private synchronized boolean take(List<GenericKubernetesResource> objects) {
        Set<String> gone = new HashSet<>(specs.keySet());
        boolean changed = !isKnown;
        for (GenericKubernetesResource object : objects) {
            String key = key(object);
            String spec = client.spec(object);
            gone.remove(key);
            if (!spec.equals(specs.put(key, spec))) {
                read(object, spec);
                changed = true;
            }
        }
        for (String key : gone) {
            specs.remove(key);
            forget(key);
            changed = true;
        }
        if (changed) {
            isKnown = true;
            publish();
        }
        return changed;
    }
}
