package dev.assay.gate.reconcile;

import dev.assay.cluster.ImageNote;
import dev.assay.cluster.ImageNotes;
import dev.assay.cluster.ImageObject;
import dev.assay.gate.annotation.AnnotationChange;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Tells what was written on Images: verdicts to their channel, and that a denial was put back as an Event on the Image. */
final class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final String TOPIC = "deny-execution";
    private static final String REASON = "DenialPutBack";
    private static final String TEXT =
            "Somebody took away or changed images.openshift.io/deny-execution, and it was set to \"true\""
                    + " again: policies still deny the image. Its annotation assay.dev/verdict says which. To let it run, change the"
                    + " policy, or accept its findings by an ImageQualityException.";

    private final VerdictNews news;
    private final ImageNotes notes;

    Announcements(VerdictNews news, ImageNotes notes) {
        this.news = news;
        this.notes = notes;
    }

    void written(ImageObject image, AnnotationChange change, Instant now) {
        change.news().ifPresent(news::tell);
        if (change.putsBack()) {
            LOG.warnf("denial put back, somebody had taken it away or changed it digest=%s", image.digest());
            if (!notes.warn(new ImageNote(image, TOPIC, REASON, TEXT, now))) {
                LOG.warnf("too many Events wait, one is dropped digest=%s reason=%s", image.digest(), REASON);
            }
        }
    }
}
