package dev.assay.scanner.openscap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The order of versions as {@code dpkg --compare-versions} has it, asked for many pairs by one shell. */
final class DpkgOrder {
    private static final String SCRIPT =
            "while read -r a b; do dpkg --compare-versions \"$a\" lt \"$b\"; echo \"$a $b $?\"; done";

    private final Map<String, Boolean> isLess = new HashMap<>();

    private DpkgOrder() {}

    /** @param pairs two versions with a space between them */
    static DpkgOrder of(Path directory, Set<String> pairs) throws IOException, InterruptedException {
        DpkgOrder order = new DpkgOrder();
        String input = String.join("\n", new TreeSet<>(pairs)) + "\n";
        List<String> answers = RealTool.lines(directory, Optional.of(input), "sh", "-c", SCRIPT);
        for (String answer : answers) {
            int end = answer.length() - 2;
            switch (answer.charAt(end + 1)) {
                case '0' -> order.isLess.put(answer.substring(0, end), true);
                case '1' -> order.isLess.put(answer.substring(0, end), false);
                default -> throw new IllegalStateException("dpkg does not compare " + answer);
            }
        }
        return order;
    }

    boolean isLess(String a, String b) {
        return Optional.ofNullable(isLess.get(a + " " + b))
                .orElseThrow(() -> new IllegalArgumentException("not asked for: " + a + " and " + b));
    }
}
