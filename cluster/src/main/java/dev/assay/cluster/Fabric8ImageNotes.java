package dev.assay.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes one Event after the other, on a thread of its own. One that is refused is not tried again. */
@ApplicationScoped
class Fabric8ImageNotes implements ImageNotes {
    static final int MAX_WAITING = 1_000;

    private static final Logger LOG = Logger.getLogger(Fabric8ImageNotes.class);

    private final KubernetesClient client;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> new Thread(task, "assay-image-notes"));

    Fabric8ImageNotes(KubernetesClient client) {
        this.client = client;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    @Override
    public boolean warn(ImageNote note) {
        try {
            thread.execute(() -> write(note));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void write(ImageNote note) {
        try {
            Resource<Event> event =
                    client.v1().events().inNamespace(ImageEventObject.NAMESPACE).withName(ImageEventObject.name(note));
            Event before = event.get();
            if (before == null) {
                client.resource(ImageEventObject.first(note)).create();
            } else if (!ImageEventObject.isSameNote(before, note)) {
                event.edit(it -> ImageEventObject.again(it, note));
            }
        } catch (KubernetesClientException failure) {
            LOG.warnf(
                    "Event could not be written digest=%s reason=%s status=%d cause=%s advice=%s",
                    note.image().digest(),
                    note.reason(),
                    failure.getCode(),
                    failure.getMessage(),
                    "let Assay's service account get, create and patch events in the namespace default");
        }
    }
}
