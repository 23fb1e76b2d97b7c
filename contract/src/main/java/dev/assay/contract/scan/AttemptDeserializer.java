package dev.assay.contract.scan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** A number, as strictly read as others, but for one: what says nothing of attempts is the first. */
final class AttemptDeserializer extends StdDeserializer<Integer> {
    private static final long serialVersionUID = 1L;
    private static final int FIRST = 1;

    AttemptDeserializer() {
        super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return context.readValue(parser, Integer.class);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return FIRST;
    }
}
