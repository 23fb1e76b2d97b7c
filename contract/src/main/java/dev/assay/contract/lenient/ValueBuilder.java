package dev.assay.contract.lenient;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.contract.text.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link LooseValue} from a parser's tokens. The parser's own bound on depth keeps the recursion short. */
final class ValueBuilder {
    private final JsonParser parser;
    private final String path;

    private ValueBuilder(JsonParser parser, String path) {
        this.parser = parser;
        this.path = path;
    }

    /** The whole text: one value, and nothing behind it. */
    static LooseValue whole(Dialect dialect, String text, String path) throws IOException, UnreadableTextException {
        try (JsonParser parser = dialect.parser(text)) {
            LooseValue value = new ValueBuilder(parser, path).value(parser.nextToken());
            if (parser.nextToken() != null) {
                throw new UnreadableTextException(path, "something follows after the end of the JSON");
            }
            return value;
        }
    }

    /** How many characters the value takes that {@code text} starts with. */
    static int lengthOfFirst(Dialect dialect, String text) throws IOException {
        try (JsonParser parser = dialect.parser(text)) {
            parser.nextToken();
            parser.skipChildren();
            // Characters ahead of this are the parser's to read, not read yet: the offset is where the value ends.
            return Math.toIntExact(parser.currentLocation().getCharOffset());
        }
    }

    private LooseValue value(@Nullable JsonToken token) throws IOException, UnreadableTextException {
        if (token == null) {
            throw new UnreadableTextException(path, "the text is empty or ends too early");
        }
        return switch (token) {
            case START_OBJECT -> fields();
            case START_ARRAY -> items();
            case VALUE_STRING -> new LooseValue.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LooseValue.Numeral(parser.getText());
            case VALUE_TRUE -> new LooseValue.Bool(true);
            case VALUE_FALSE -> new LooseValue.Bool(false);
            case VALUE_NULL -> new LooseValue.Nothing();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new UnreadableTextException(path, "not JSON");
        };
    }

    private LooseValue items() throws IOException, UnreadableTextException {
        List<LooseValue> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(token));
        }
        return new LooseValue.Items(values);
    }

    private LooseValue fields() throws IOException, UnreadableTextException {
        Map<String, LooseValue> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (values.put(name, value(parser.nextToken())) != null) {
                // Which one counts differs from reader to reader, so that one could be shown and the other be judged.
                throw new UnreadableTextException(path, "the field " + PlainText.excerpt(name) + " is there twice");
            }
        }
        return new LooseValue.Fields(values);
    }
}
