package dev.assay.scanner.channel;

import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerAnnouncement;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Where everything is in one process, what goes out of one part comes in at the other. */
@ApplicationScoped
@IfBuildProperty(name = "dev.assay.channels", stringValue = "memory", enableIfMissing = true)
class MemoryChannels {
    @Incoming("image-events-out")
    @Outgoing("image-events-in")
    Message<ImageEvent> event(Message<ImageEvent> message) {
        return message;
    }

    @Incoming("scan-requests-out")
    @Outgoing("scan-requests-in")
    Message<ScanRequest> request(Message<ScanRequest> message) {
        return message;
    }

    /** To the planner, and to the annotator if it is here too. The archive has it; a scan is done whatever they do. */
    @Incoming("scan-results-out")
    @Outgoing("scan-results-in")
    @Acknowledgment(Acknowledgment.Strategy.PRE_PROCESSING)
    @Broadcast
    Message<ScanFinished> result(Message<ScanFinished> message) {
        return message;
    }

    @Incoming("scanners-out")
    @Outgoing("scanners-in")
    Message<ScannerAnnouncement> scanner(Message<ScannerAnnouncement> message) {
        return message;
    }
}
