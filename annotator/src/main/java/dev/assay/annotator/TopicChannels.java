package dev.assay.annotator;

import dev.assay.contract.annotation.UnwritableAnnotationException;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.kafka.EventRecords;
import dev.assay.kafka.Sending;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Where the annotator is a process of its own, results come from a topic. */
@ApplicationScoped
@IfBuildProperty(name = "dev.assay.channels", stringValue = "kafka")
class TopicChannels {
    private final EventRecords records;

    TopicChannels(MeterRegistry meters) {
        records = new EventRecords(
                URI.create("/assay/annotator"),
                topic -> meters.counter("assay.dead_letters", "topic", topic).increment());
    }

    @Incoming("from-scan-results")
    @Outgoing("scan-results-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<ScanFinished>> receive(Message<byte[]> message) {
        Sending sending = Sending.of(message);
        return records.read(message, ScanFinished.class, TopicChannels::isFinal)
                .map(it -> it.addMetadata(new ToldResult.Telling(sending.at(), sending.isFirst())));
    }

    private static boolean isFinal(Throwable reason) {
        return reason instanceof UnwritableAnnotationException
                || (reason instanceof UnwrittenResultException unwritten && !unwritten.mayPass());
    }
}
