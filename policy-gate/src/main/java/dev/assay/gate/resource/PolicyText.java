package dev.assay.gate.resource;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file within bounds, and where in it things are. */
final class PolicyText {
    /** Of one file, in characters. */
    static final int MAX_LENGTH = 256 * 1024;

    /** Of one file. */
    static final int MAX_DOCUMENTS = 64;

    private static final int MAX_NESTING = 20;
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final List<Node> documents;

    private PolicyText(List<Node> documents) {
        this.documents = documents;
    }

    /**
     * @throws BrokenPolicyException for a file that is too long or too deep, that isn't YAML, and for aliases: Jackson
     *     would read one as the text of its name
     */
    static PolicyText of(String text) throws BrokenPolicyException {
        if (text.length() > MAX_LENGTH) {
            throw new BrokenPolicyException("longer than " + MAX_LENGTH + " characters; split the file");
        }
        try {
            checkEvents(text);
            List<Node> documents = new ArrayList<>();
            new Yaml(bounds()).composeAll(new StringReader(text)).forEach(documents::add);
            return new PolicyText(documents);
        } catch (MarkedYAMLException e) {
            throw new BrokenPolicyException(place(e.getProblemMark()) + e.getProblem());
        } catch (YAMLException e) {
            throw new BrokenPolicyException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    static LoaderOptions bounds() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    /** Line and column of a field, or of what is nearest to it of what is there. */
    String placeOf(int document, String field) {
        if (document >= documents.size()) {
            return "";
        }
        Node nearest = documents.get(document);
        Mark mark = nearest.getStartMark();
        for (MatchResult step : STEP.matcher(field).results().toList()) {
            Optional<Node[]> next = step(nearest, step);
            if (next.isEmpty()) {
                break;
            }
            mark = next.get()[0].getStartMark();
            nearest = next.get()[1];
        }
        return place(mark);
    }

    /** What names the next node, and the next node. */
    private static Optional<Node[]> step(Node node, MatchResult step) {
        if (node instanceof MappingNode mapping && step.group(1) != null) {
            return mapping.getValue().stream()
                    .filter(it -> it.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step.group(1)))
                    .map(PolicyText::pair)
                    .findFirst();
        }
        if (node instanceof SequenceNode sequence && step.group(2) != null) {
            return sequence.getValue().stream()
                    .skip(Long.parseLong(step.group(2)))
                    .map(it -> new Node[] {it, it})
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Node[] pair(NodeTuple tuple) {
        return new Node[] {tuple.getKeyNode(), tuple.getValueNode()};
    }

    private static void checkEvents(String text) throws BrokenPolicyException {
        int documents = 0;
        int depth = 0;
        for (Event event : new Yaml(bounds()).parse(new StringReader(text))) {
            depth += depth(event);
            documents += event.is(Event.ID.DocumentStart) ? 1 : 0;
            if (event.is(Event.ID.Alias)) {
                throw new BrokenPolicyException(place(event.getStartMark()) + "aliases are not allowed; write it out");
            }
            if (depth > MAX_NESTING) {
                throw new BrokenPolicyException(place(event.getStartMark()) + "nested deeper than " + MAX_NESTING);
            }
            if (documents > MAX_DOCUMENTS) {
                throw new BrokenPolicyException("more than " + MAX_DOCUMENTS + " documents; split the file");
            }
        }
    }

    private static int depth(Event event) {
        if (event.is(Event.ID.MappingStart) || event.is(Event.ID.SequenceStart)) {
            return 1;
        }
        return event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd) ? -1 : 0;
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": ";
    }
}
