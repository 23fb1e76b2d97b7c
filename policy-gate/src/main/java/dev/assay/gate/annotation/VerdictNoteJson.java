package dev.assay.gate.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.Grace;
import dev.assay.gate.policy.WaiverUse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON of the verdict annotation. The same note always gives the same bytes, so that writing it twice changes
 * nothing.
 */
final class VerdictNoteJson {
    /** Of the value, in bytes of UTF-8: all annotations of an object share 256 KiB. */
    static final int MAX_BYTES = 2048;

    private static final String SET_BY = "denySetBy";
    private static final String DENIED_BY = "deniedBy";
    private static final String GATE = "assay";
    private static final String SOMEONE_ELSE = "someone else";
    private static final String GRACE = "grace";
    private static final String EXCEPTIONS = "exceptions";
    private static final String PASSED = "passed";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader READER = JSON.readerFor(JsonNode.class);

    private VerdictNoteJson() {}

    /** The longest version of the note that fits. */
    static VerdictNote fit(VerdictNote note) {
        VerdictNote fitting = note;
        while (size(fitting) > MAX_BYTES) {
            VerdictNote shorter = fitting.shorter();
            if (shorter.equals(fitting)) {
                throw new IllegalStateException("a verdict of one cause does not fit: " + size(fitting) + " bytes");
            }
            fitting = shorter;
        }
        return fitting;
    }

    static String write(VerdictNote note) {
        ObjectNode json = JSON.createObjectNode();
        json.put("decision", note.decision().name());
        switch (note.denier()) {
            case GATE -> json.put(SET_BY, GATE);
            case SOMEONE_ELSE -> json.put(DENIED_BY, SOMEONE_ELSE);
            case NOBODY -> {}
        }
        json.put("since", note.since().toString());
        note.causes().forEach(it -> write(json.withArray("causes"), it));
        if (note.more() > 0) {
            json.put("more", note.more());
        }
        note.policies().forEach(json.withArray("policies")::add);
        new TreeMap<>(note.grace())
                .forEach((policy, grace) -> json.withObject("/" + GRACE)
                        .put(policy, grace.failingSince().map(Instant::toString).orElse(PASSED)));
        note.waivers().forEach(it -> {
            ObjectNode waiver = json.withArray(EXCEPTIONS).addObject();
            waiver.put("exception", it.waiver());
            waiver.put("until", it.until().toString());
            it.findings().forEach(waiver.putArray("findings")::add);
        });
        return json.toString();
    }

    /** Empty for everything that the gate did not write. */
    static Optional<VerdictNote> read(String value) {
        if (value.length() > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = READER.readTree(value);
            Instant since = Instant.parse(json.path("since").asText());
            return decision(json.path("decision").asText())
                    .map(it -> new VerdictNote(
                            it,
                            denier(json),
                            since,
                            texts(json.path("policies")),
                            causes(json),
                            json.path("more").asInt(),
                            grace(json.path(GRACE)),
                            waivers(json.path(EXCEPTIONS))));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void write(ArrayNode causes, Cause cause) {
        ObjectNode json = causes.addObject();
        json.put("decision", cause.decision().name());
        json.put("policy", cause.policy());
        json.put("message", cause.message());
        if (!cause.findings().isEmpty()) {
            cause.findings().forEach(json.putArray("findings")::add);
        }
    }

    private static List<Cause> causes(JsonNode json) {
        List<Cause> causes = new ArrayList<>();
        for (JsonNode cause : json.path("causes")) {
            decision(cause.path("decision").asText())
                    .ifPresent(it -> causes.add(new Cause(
                            it,
                            cause.path("policy").asText(),
                            cause.path("message").asText(),
                            texts(cause.path("findings")))));
        }
        return causes;
    }

    private static Map<String, Grace> grace(JsonNode json) {
        Map<String, Grace> all = new TreeMap<>();
        json.properties().forEach(it -> {
            String since = it.getValue().asText();
            all.put(it.getKey(), since.equals(PASSED) ? Grace.PASSED : Grace.failingSince(Instant.parse(since)));
        });
        return all;
    }

    private static List<WaiverUse> waivers(JsonNode json) {
        List<WaiverUse> waivers = new ArrayList<>();
        json.forEach(it -> waivers.add(new WaiverUse(
                it.path("exception").asText(), Instant.parse(it.path("until").asText()), texts(it.path("findings")))));
        return waivers;
    }

    private static Denier denier(JsonNode json) {
        if (json.path(SET_BY).asText().equals(GATE)) {
            return Denier.GATE;
        }
        return json.has(DENIED_BY) ? Denier.SOMEONE_ELSE : Denier.NOBODY;
    }

    private static Optional<Decision> decision(String name) {
        return Arrays.stream(Decision.values())
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }

    private static int size(VerdictNote note) {
        return write(note).getBytes(StandardCharsets.UTF_8).length;
    }
}
