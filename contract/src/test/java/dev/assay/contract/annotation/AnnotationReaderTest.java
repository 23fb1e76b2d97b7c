package dev.assay.contract.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays unreadable, and the bounds; what is repaired lies in the folder of samples. */
class AnnotationReaderTest {
    private static final String START =
            "{\"name\":\"n\",\"timestamp\":\"2030-05-04T03:02:01Z\",\"reference\":\"https://a.test/\",";

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "compliant":"yes"}                                   | compliant: neither true nor false: 'yes'
            "compliant":""}                                      | compliant: neither true nor false: ''
            "compliant":1}                                       | compliant: true or false is needed, not a number
            "compliant":[]}                                      | compliant: true or false is needed, not a list
            "description":{}}                                    | description: a text is needed, not an object
            "Timestamp":"2030-05-04T03:02:01Z"}                  | timestamp: there twice, in different upper and lower case
            "summary":5}                                         | summary: a list is needed, not a number
            "summary":""}                                        | summary: the text is empty or ends too early
            "summary":"none"}                                    | summary: not JSON: Unrecognized token 'none'
            "summary":"\\"[]\\""}                                | summary: a list is needed, not a text
            "summary":["a"]}                                     | summary[0]: an object is needed, not a text
            "summary":[{"severityIndex":0},{"severityIndex":4}]} | summary[1].severityIndex: not an integer from 0 to 3: '4'
            "summary":[{"severityIndex":-1}]}                    | summary[0].severityIndex: not an integer from 0 to 3: '-1'
            "summary":[{"severityIndex":2.5}]}                   | summary[0].severityIndex: not an integer from 0 to 3: '2.5'
            "summary":[{"severityIndex":1e999999999}]}           | summary[0].severityIndex: not an integer from 0 to 3: '1e999999999'
            "summary":[{"severityIndex":"high"}]}                | summary[0].severityIndex: not an integer from 0 to 3: 'high'
            "summary":[{"severityIndex":true}]}                  | summary[0].severityIndex: an integer from 0 to 3 is needed, not true or false
            "summary":[{"data":["1"]}]}                          | summary[0].data: a text is needed, not a list
            "summary":"[map[label:a label:b]]"}                  | summary: not JSON
            "summary":[]} {}                                     | $: something follows after the end of the JSON
            "summary":[]                                         | $: not JSON: Unexpected end-of-input
            """)
    void shouldSayWhyAValueIsUnreadable(String rest, String reason) {
        assertThat(reason(START + rest)).startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "[]",
                "\"\"",
                "\"text\"",
                "text",
                "<xml/>",
                "{",
                "}",
                "map[name:x]",
                "\u0000"
            })
    void shouldNotReadAnythingIntoOtherText(String text) {
        assertThat(codec.decode(text)).isInstanceOf(DecodedAnnotation.Unreadable.class);
        assertThat(codec.decode(text).ifReadable()).isEmpty();
    }

    @Test
    void shouldBoundTheSize() {
        String json = START + "\"compliant\":true}";
        String fitting = json + " ".repeat(QualityAnnotationCodec.MAX_READ - json.length());
        assertThat(codec.decode(fitting).ifReadable()).isPresent();
        assertThat(reason(fitting + " ")).isEqualTo("$: longer than 65536 characters");
    }

    @Test
    void shouldBoundTheDepth() {
        assertThat(codec.decode(START + "\"x\":" + "[".repeat(19) + "]".repeat(19) + "}")
                        .ifReadable())
                .isPresent();
        assertThat(reason(START + "\"x\":" + "[".repeat(20) + "]".repeat(20) + "}"))
                .contains("nesting depth (21)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"a\":", "{'a':", "[[[[{\"summary\":", "[map[", "\"\\\"", "{\"summary\":\"[", "\uD800"})
    void shouldNotOverflow(String opening) {
        for (int times : new int[] {50, 4_000, 1_000_000}) {
            assertThat(codec.decode(opening.repeat(times))).isInstanceOf(DecodedAnnotation.Unreadable.class);
            assertThat(codec.decode(START + "\"summary\":" + opening.repeat(times)))
                    .isInstanceOf(DecodedAnnotation.Unreadable.class);
        }
    }

    @Test
    void shouldBoundTheItems() {
        String item = "{\"label\":\"a\",\"data\":\"1\",\"severityIndex\":0}";
        String hundred = String.join(",", Collections.nCopies(100, item));
        assertThat(codec.decode(START + "\"summary\":[" + hundred + "]}").ifReadable())
                .isPresent();
        assertThat(reason(START + "\"summary\":[" + hundred + "," + item + "]}"))
                .isEqualTo("summary: more than 100 items");
    }

    @Test
    void shouldBoundTheRepairs() {
        StringBuilder unknown = new StringBuilder(START);
        for (int i = 0; i < 300; i++) {
            unknown.append("\"x").append(i).append("\":0,");
        }
        assertThat(reason(unknown + "\"compliant\":true}")).isEqualTo("more than 256 things to repair");
    }

    @Test
    void shouldBoundNumbers() {
        assertThat(codec.decode(START + "\"description\":" + "9".repeat(100) + "}")
                        .ifReadable())
                .isPresent();
        assertThat(reason(START + "\"description\":" + "9".repeat(101) + "}")).contains("Number value length (101)");
        assertThat(codec.decode(START + "\"description\":1e999999999}").ifReadable())
                .hasValueSatisfying(it -> assertThat(it.description()).contains("1e999999999"));
    }

    @Test
    void shouldKeepHostileNamesOutOfRepairs() {
        // Given
        String hostile = START + "\"a\\nlevel=ERROR " + "x".repeat(500) + "\":1}";

        // When
        DecodedAnnotation decoded = codec.decode(hostile);

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        DecodedAnnotation.Readable.class,
                        it -> assertThat(it.repairs())
                                .singleElement()
                                .satisfies(repair -> assertThat(repair.toString())
                                        .startsWith("a level=ERROR xxx")
                                        .hasSizeLessThan(100)));
    }

    @Test
    void shouldKeepReasonsShortAndOnOneLine() {
        for (String text : List.of(
                "x\n".repeat(10_000),
                START + "\"compliant\":\"" + "y\\n".repeat(5_000) + "\"}",
                "{\"" + "k\\n".repeat(300) + "\":1,\"" + "k\\n".repeat(300) + "\":1}",
                "{\"" + "k".repeat(20_000) + "\":1}")) {
            assertThat(reason(text)).hasSizeLessThan(300).doesNotContain("\n");
        }
    }

    private String reason(String text) {
        DecodedAnnotation decoded = codec.decode(text);
        assertThat(decoded).isInstanceOf(DecodedAnnotation.Unreadable.class);
        return ((DecodedAnnotation.Unreadable) decoded).reason();
    }
}
