package dev.assay.gate.reconcile;

import dev.assay.contract.event.EventCodec;
import dev.assay.contract.verdict.Verdict;
import dev.assay.kafka.EventRecords;
import dev.assay.kafka.Topics;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Where the gate is a process of its own, verdicts go to a topic. */
@ApplicationScoped
@IfBuildProperty(name = "dev.assay.channels", stringValue = "kafka")
class TopicChannels {
    private final EventRecords records = new EventRecords(URI.create("/assay/policy-gate"), topic -> {});

    @Incoming("verdicts-out")
    @Outgoing("to-verdicts")
    Multi<Message<ProducerRecord<String, byte[]>>> send(Message<Verdict> message) {
        return records.write(message, Topics.VERDICTS, EventCodec::encode);
    }
}
