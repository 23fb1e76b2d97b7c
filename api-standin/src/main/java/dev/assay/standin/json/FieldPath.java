package dev.assay.standin.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The part of Kubernetes' JSONPath that printer columns use: members ({@code .spec.a}, {@code ['a.b']}), indexes, {@code [*]},
 * and filters by equality such as {@code .status.conditions[?(@.type=="Ready")].status}.
 */
public final class FieldPath {
    private static final Pattern STEP = Pattern.compile("\\.(?<member>(?:\\\\.|[^.\\[\\\\])+)"
            + "|\\['(?<quoted>[^']+)'\\]"
            + "|\\[(?<index>\\d{1,6})\\]"
            + "|(?<all>\\[\\*\\])"
            + "|\\[\\?\\(@\\.(?<key>[\\w-]+)\\s*==\\s*[\"'](?<wanted>[^\"']*)[\"']\\)\\]");

    private final String text;
    private final List<Step> steps;

    private FieldPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException when it uses more of JSONPath than this knows */
    public static FieldPath parse(String text) {
        Matcher matcher = STEP.matcher(text);
        List<Step> steps = new ArrayList<>();
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            steps.add(step(matcher));
            end = matcher.end();
        }
        if (end != text.length() || steps.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" is no path that the stand-in understands");
        }
        return new FieldPath(text, List.copyOf(steps));
    }

    /** The first value at the path; empty where there is none or it is null. */
    public Optional<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Step step : steps) {
            found = found.stream().flatMap(node -> step.from(node).stream()).collect(Collectors.toList());
        }
        return found.stream().filter(node -> !node.isNull()).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("member") != null) {
            String name = matcher.group("member").replaceAll("\\\\(.)", "$1");
            return node -> member(node, name);
        }
        if (matcher.group("quoted") != null) {
            String name = matcher.group("quoted");
            return node -> member(node, name);
        }
        if (matcher.group("index") != null) {
            int index = Integer.parseInt(matcher.group("index"));
            return node -> node.isArray() && node.has(index) ? List.of(node.get(index)) : List.of();
        }
        if (matcher.group("all") != null) {
            return FieldPath::elements;
        }
        String key = matcher.group("key");
        String wanted = matcher.group("wanted");
        return node -> elements(node).stream()
                .filter(element -> element.path(key).asText("").equals(wanted))
                .toList();
    }

    private static List<JsonNode> member(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? List.of() : List.of(value);
    }

    private static List<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private interface Step {
        List<JsonNode> from(JsonNode node);
    }
}
