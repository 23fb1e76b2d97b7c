package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.xml.XmlElement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When a definition is true: tests and other definitions, joined by operators (OVAL definitions schema, criteria). */
sealed interface Criteria {
    /**
     * Whether this is false whatever all other tests say. A test that can't be evaluated does not change that: one false
     * makes an AND false, beside errors and unknowns too.
     *
     * @param falseTest whether the test of that id is false for sure
     */
    boolean isSurelyFalse(Predicate<String> falseTest);

    /** The ids of tests and definitions without which this is not true. */
    Set<String> required();

    /** The ids of tests that count as they are, not turned round. */
    Stream<String> tests();

    /** @param negated turned round */
    record Reference(String id, boolean isTest, boolean negated) implements Criteria {
        @Override
        public boolean isSurelyFalse(Predicate<String> falseTest) {
            return isTest && !negated && falseTest.test(id);
        }

        @Override
        public Set<String> required() {
            return negated ? Set.of() : Set.of(id);
        }

        @Override
        public Stream<String> tests() {
            return isTest && !negated ? Stream.of(id) : Stream.empty();
        }
    }

    record All(List<Criteria> parts) implements Criteria {
        @Override
        public boolean isSurelyFalse(Predicate<String> falseTest) {
            return parts.stream().anyMatch(it -> it.isSurelyFalse(falseTest));
        }

        @Override
        public Set<String> required() {
            Set<String> all = new HashSet<>();
            parts.forEach(it -> all.addAll(it.required()));
            return all;
        }

        @Override
        public Stream<String> tests() {
            return parts.stream().flatMap(Criteria::tests);
        }
    }

    record Any(List<Criteria> parts) implements Criteria {
        @Override
        public boolean isSurelyFalse(Predicate<String> falseTest) {
            return !parts.isEmpty() && parts.stream().allMatch(it -> it.isSurelyFalse(falseTest));
        }

        @Override
        public Set<String> required() {
            Optional<Set<String>> common = parts.stream()
                    .map(Criteria::required)
                    .reduce((a, b) -> {
                        Set<String> both = new HashSet<>(a);
                        both.retainAll(b);
                        return both;
                    });
            return common.orElse(Set.of());
        }

        @Override
        public Stream<String> tests() {
            return parts.stream().flatMap(Criteria::tests);
        }
    }

    /** ONE, XOR, what is turned round as a whole, and what this reader does not know: never decided beforehand. */
    record Undecided() implements Criteria {
        @Override
        public boolean isSurelyFalse(Predicate<String> falseTest) {
            return false;
        }

        @Override
        public Set<String> required() {
            return Set.of();
        }

        @Override
        public Stream<String> tests() {
            return Stream.empty();
        }
    }

    /** Of a {@code definition}; one without criteria is undecided. */
    static Criteria of(XmlElement definition) {
        return definition.children("criteria").findFirst().map(Criteria::group).orElse(new Undecided());
    }

    private static Criteria group(XmlElement criteria) {
        List<Criteria> parts = criteria.children().flatMap(Criteria::part).toList();
        String operator =
                isNegated(criteria) ? "" : criteria.attribute("operator").orElse("AND");
        return switch (operator) {
            case "AND" -> new All(parts);
            case "OR" -> new Any(parts);
            default -> new Undecided();
        };
    }

    private static Stream<Criteria> part(XmlElement element) {
        boolean negated = isNegated(element);
        return switch (element.name()) {
            case "criteria" -> Stream.of(group(element));
            case "criterion" -> element.attribute("test_ref").map(it -> reference(it, true, negated)).stream();
            case "extend_definition" ->
                element.attribute("definition_ref").map(it -> reference(it, false, negated)).stream();
            case "notes", "Signature" -> Stream.empty();
            default -> Stream.of(new Undecided());
        };
    }

    private static Criteria reference(String id, boolean isTest, boolean negated) {
        return new Reference(id.intern(), isTest, negated);
    }

    private static boolean isNegated(XmlElement element) {
        return element.attribute("negate")
                .filter(it -> it.equals("true") || it.equals("1"))
                .isPresent();
    }
}
