package dev.assay.scanner.channel;

import dev.assay.contract.event.EventCodec;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.kafka.EventRecords;
import dev.assay.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Where the parts are processes of their own, topics lie between them. A message is acknowledged with its record. */
@ApplicationScoped
@IfBuildProperty(name = "dev.assay.channels", stringValue = "kafka")
class TopicChannels {
    private final EventRecords records;

    TopicChannels(MeterRegistry meters) {
        records = new EventRecords(
                URI.create("/assay/scanner-adapter"),
                topic -> meters.counter("assay.dead_letters", "topic", topic).increment());
    }

    @Incoming("image-events-out")
    @Outgoing("to-image-events")
    Multi<Message<ProducerRecord<String, byte[]>>> send(Message<ImageEvent> message) {
        return records.write(message, Topics.IMAGE_EVENTS, EventCodec::encode);
    }

    @Incoming("from-image-events")
    @Outgoing("image-events-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<ImageEvent>> receive(Message<byte[]> message) {
        return records.read(message, ImageEvent.class, reason -> false);
    }

    @Incoming("scan-requests-out")
    @Outgoing("to-scan-requests")
    Multi<Message<ProducerRecord<String, byte[]>>> ask(Message<ScanRequest> message) {
        return records.write(message, Topics.scanRequests(message.getPayload().adapter()), EventCodec::encode);
    }

    @Incoming("from-scan-requests")
    @Outgoing("scan-requests-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<ScanRequest>> asked(Message<byte[]> message) {
        return records.read(message, ScanRequest.class, reason -> false);
    }

    @Incoming("scan-results-out")
    @Outgoing("to-scan-results")
    Multi<Message<ProducerRecord<String, byte[]>>> tell(Message<ScanFinished> message) {
        return records.write(message, Topics.SCAN_RESULTS, EventCodec::encode);
    }

    /** For the planner. What can't be read is a dead letter of the annotator's. */
    @Incoming("from-scan-results")
    @Outgoing("scan-results-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<ScanFinished>> told(Message<byte[]> message) {
        return records.readLeavingOut(message, ScanFinished.class);
    }

    @Incoming("scanners-out")
    @Outgoing("to-scanners")
    Multi<Message<ProducerRecord<String, byte[]>>> announce(Message<ScannerAnnouncement> message) {
        return records.write(message, Topics.SCANNERS, EventCodec::encode);
    }

    /** Read from the start by each planner; what can't be read is left out, for it stays there. */
    @Incoming("from-scanners")
    @Outgoing("scanners-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<ScannerAnnouncement>> announced(Message<byte[]> message) {
        return records.readLeavingOut(message, ScannerAnnouncement.class);
    }
}
