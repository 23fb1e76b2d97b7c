package dev.assay.contract.lenient;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value before anybody decided what it means. Numbers stay text, so that a huge one costs nothing. */
public sealed interface LooseValue {
    /** The word for it in messages. */
    String noun();

    record Text(String value) implements LooseValue {
        @Override
        public String noun() {
            return "a text";
        }
    }

    /** @param digits as written, at most 100 characters */
    record Numeral(String digits) implements LooseValue {
        @Override
        public String noun() {
            return "a number";
        }
    }

    record Bool(boolean value) implements LooseValue {
        @Override
        public String noun() {
            return "true or false";
        }
    }

    /** JSON's null, and what isn't there. */
    record Nothing() implements LooseValue {
        @Override
        public String noun() {
            return "nothing";
        }
    }

    record Items(List<LooseValue> values) implements LooseValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String noun() {
            return "a list";
        }
    }

    /** @param values in the order of the text */
    record Fields(Map<String, LooseValue> values) implements LooseValue {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String noun() {
            return "an object";
        }
    }
}
