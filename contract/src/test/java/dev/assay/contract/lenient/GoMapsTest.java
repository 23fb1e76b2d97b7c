package dev.assay.contract.lenient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoMapsTest {
    private static final Set<String> KEYS = Set.of("label", "score", "reference");

    @Test
    void shouldReadListsOfMaps() {
        assertThat(GoMaps.read("[map[label:high score:13] map[score:2 label:quite low]]", KEYS))
                .contains(items(
                        fields(Map.of("label", text("high"), "score", text("13"))),
                        fields(Map.of("score", text("2"), "label", text("quite low")))));
    }

    @Test
    void shouldKeepColonsThatBelongToAValue() {
        assertThat(GoMaps.read("[map[label:see also: here reference:https://a.test:80/x Score:1]]", KEYS))
                .contains(items(fields(Map.of(
                        "label", text("see also: here"),
                        "reference", text("https://a.test:80/x"),
                        "Score", text("1")))));
    }

    @Test
    void shouldReadEmptyAndMissingValues() {
        assertThat(GoMaps.read("[map[label: score:<nil>] map[]]", KEYS))
                .contains(
                        items(fields(Map.of("label", text(""), "score", new LooseValue.Nothing())), fields(Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[map]",
                "map[label:a]",
                "[map[label:a]",
                "map[label:a]]",
                "[map[label:a]] ",
                "[map[label:a]map[label:b]]",
                "[map[label:a] ]",
                "[map[label:a],map[label:b]]",
                "[map[label:[a]]]",
                "[map[label:a] label:b]",
                "[map[what label:a]]",
                "[map[other:1]]",
                "[map[label:a label:b]]"
            })
    void shouldRefuseOtherForms(String text) {
        assertThat(GoMaps.read(text, KEYS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map[label:a] ", "map[", "[", "]", "a", " ", "label:", "map[] "})
    void shouldAnswerAtOnceOnHugeTexts(String part) {
        for (int length : new int[] {8_000, 60_000}) {
            String inner = part.repeat(length / part.length());
            assertThat(GoMaps.read("[" + inner + "!]", KEYS)).isEmpty();
            assertThat(GoMaps.read("[map[" + inner + "!]", KEYS)).isEmpty();
        }
    }

    private static LooseValue text(String text) {
        return new LooseValue.Text(text);
    }

    private static LooseValue.Items items(LooseValue... maps) {
        return new LooseValue.Items(List.of(maps));
    }

    private static LooseValue fields(Map<String, LooseValue> fields) {
        return new LooseValue.Fields(fields);
    }
}
