package dev.assay.bench.pipeline;

import dev.assay.contract.event.EventCodec;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.kafka.EventRecords;
import dev.assay.kafka.Topics;
import java.net.URI;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Results as the worker sends them. */
final class Records {
    private static final EventRecords RECORDS = new EventRecords(URI.create("/assay/worker"), topic -> {});

    private Records() {}

    static List<ProducerRecord<String, byte[]>> of(Statements statements) {
        return statements.results().stream().map(Records::of).toList();
    }

    private static ProducerRecord<String, byte[]> of(ScanCompleted result) {
        return RECORDS.write(Message.of(result), Topics.SCAN_RESULTS, EventCodec::encode)
                .toUni()
                .await()
                .indefinitely()
                .getPayload();
    }
}
