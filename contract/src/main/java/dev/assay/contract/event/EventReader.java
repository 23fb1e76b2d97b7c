package dev.assay.contract.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.text.PlainText;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The way back from a CloudEvent to a record. */
final class EventReader {
    private static final int MAX_PROBLEM = 300;

    private final ObjectMapper mapper;

    EventReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    <T> T read(CloudEvent event, Class<T> payload) {
        EventType type = EventType.of(event.getType()).orElseThrow(() -> refused(event, "no such type"));
        if (!payload.isAssignableFrom(type.payload())) {
            throw refused(event, "a " + payload.getSimpleName() + " is wanted here");
        }
        if (!isJson(event.getDataContentType())) {
            throw refused(event, "its data is not JSON but " + PlainText.excerpt("" + event.getDataContentType()));
        }
        Object read = read(event, data(event), type);
        return payload.cast(read);
    }

    private Object read(CloudEvent event, byte[] data, EventType type) {
        try {
            Object read = mapper.readValue(data, type.payload());
            if (read == null) {
                throw refused(event, "its data is null");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(event.getType(), event.getId(), where(e) + what(e), e);
        } catch (IOException e) {
            throw new UnreadableEventException(event.getType(), event.getId(), "its data can't be read", e);
        }
    }

    private static byte[] data(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null) {
            throw refused(event, "it has no data");
        }
        byte[] bytes = data.toBytes();
        if (bytes.length > EventCodec.MAX_DATA_BYTES) {
            throw refused(event, "its data has " + bytes.length + " bytes, more than " + EventCodec.MAX_DATA_BYTES);
        }
        return bytes;
    }

    /** CloudEvents 1.0: without a content type the data is JSON. Parameters such as a charset may follow it. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int parameters = contentType.indexOf(';');
        String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return mediaType.trim().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static String where(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            String name = step.getFieldName();
            path.append(name == null ? "[" + step.getIndex() + "]" : (path.isEmpty() ? "" : ".") + name);
        }
        return PlainText.oneLine(PlainText.shorten(path.toString(), MAX_PROBLEM)) + ": ";
    }

    private static String what(JsonProcessingException e) {
        return PlainText.oneLine(PlainText.shorten(e.getOriginalMessage(), MAX_PROBLEM));
    }

    private static UnreadableEventException refused(CloudEvent event, String problem) {
        return new UnreadableEventException(event.getType(), event.getId(), problem, null);
    }
}
