package dev.assay.contract.lenient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooseJsonTest {
    private final Repairs repairs = new Repairs();

    @Test
    void shouldReadEveryKindOfValue() throws UnreadableTextException {
        assertThat(LooseJson.read("{\"a\":[1.50,true,null,\"\\u00e9\"]}", "$", repairs))
                .isEqualTo(new LooseValue.Fields(Map.of(
                        "a",
                        new LooseValue.Items(List.of(
                                new LooseValue.Numeral("1.50"),
                                new LooseValue.Bool(true),
                                new LooseValue.Nothing(),
                                new LooseValue.Text("é"))))));
        assertThat(repairs.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':1}                       | SINGLE_QUOTES
            {a:1}                         | UNQUOTED_NAMES
            [1,]                          | TRAILING_COMMA
            {"a":"[ {"b": "c"} ]"}        | UNESCAPED_QUOTES
            {"a" : " ["b"] "}             | UNESCAPED_QUOTES
            """)
    void shouldNameTheLibertyThatWasTaken(String text, RepairKind repair) throws UnreadableTextException {
        LooseJson.read(text, "summary", repairs);
        assertThat(repairs.list()).containsExactly(new Repair(repair, "summary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":'[ {\"b\": \"c's\"} ]\"}",
                "{\"a\":\"[ {\"b\": \"c\"} ] and more\"}",
                "{\"a\":\"[ {\"b\": \"c\" ]\"}",
                "{\"a\":\"[ {\"b\": \"c\"} ]\"",
                "{\"a\":\"[ \"b\" ]\",\"c\":\"[ \"d\" ]\"}",
                "{\"a\":\"[]\",\"b\":\"[\"c\"]\"}",
                "{\"a\":True}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1}//",
                "{\"a\":\"\\x\"}"
            })
    void shouldRefuseWhatCouldMeanSomethingElse(String text) {
        assertThatThrownBy(() -> LooseJson.read(text, "$", repairs))
                .isInstanceOf(UnreadableTextException.class)
                .hasMessageStartingWith("$: ");
    }
}
