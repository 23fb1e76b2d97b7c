package dev.assay.standin.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.ResourceType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What the server makes up itself: times, uids, generated names. */
public final class ServerFields {
    /** As in a real server: no vowels, nothing that looks like something else. */
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX_LENGTH = 5;
    private final Clock clock;
    private final RandomGenerator random;

    public ServerFields(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Whole seconds, RFC 3339. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    void setOnCreate(ResourceType type, ObjectNode object, String namespace) {
        ObjectNode metadata = Metadata.of(object);
        metadata.remove(Metadata.SERVER_OWNED);
        String prefix = Json.text(metadata, "generateName");
        if (Json.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", prefix + suffix());
        }
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", uid());
        metadata.put("creationTimestamp", now());
        if (type.rules().countsGenerations()) {
            metadata.put("generation", 1);
        }
    }

    /** A random UUID of version 4. */
    private String uid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    private String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return suffix.toString();
    }
}
