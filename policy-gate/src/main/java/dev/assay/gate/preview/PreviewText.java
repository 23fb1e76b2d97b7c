package dev.assay.gate.preview;

import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.gate.policy.ValidationAction;
import dev.assay.gate.preview.PolicyPreview.FailingImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A preview for people: numbers, and then a line for each workload that would be hit. */
public final class PreviewText {
    private static final String GAP = "  ";
    private static final int DIGEST_SHOWN = "sha256:".length() + 12;
    private static final List<String> HEADINGS = List.of("NAMESPACE", "WORKLOAD", "IMAGE", "WHY");

    private PreviewText() {}

    /** @param most lines of workloads; beyond it they are counted */
    public static String of(PolicyPreview preview, int most) {
        StringBuilder text = new StringBuilder();
        long denied = preview.failing().stream().filter(FailingImage::isDenied).count();
        int workloads = preview.workloads().size();
        long namespaces =
                preview.workloads().stream().map(Workload::namespace).distinct().count();
        text.append(preview.policy())
                .append(" [")
                .append(preview.actions().stream()
                        .map(ValidationAction::id)
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .append("]\n");
        line(text, preview.images(), "images that it is about");
        line(text, preview.failing().size(), "of them fail it (denied today: " + denied + ")");
        line(text, preview.undecidedImages(), "of which it can't tell" + reasons(preview));
        line(
                text,
                workloads,
                workloads == 0
                        ? "workloads run images that fail it: nothing that runs now would be hit"
                        : "workloads run images that fail it (namespaces: " + namespaces + ")");
        table(text, rows(preview), most);
        return text.toString();
    }

    private static String reasons(PolicyPreview preview) {
        return preview.undecided().entrySet().stream()
                .map(it -> "\n" + " ".repeat(8) + GAP + GAP + it.getValue() + ": " + it.getKey())
                .collect(Collectors.joining());
    }

    private static void line(StringBuilder text, int number, String what) {
        text.append("%8d".formatted(number)).append(GAP).append(what).append('\n');
    }

    private static List<List<String>> rows(PolicyPreview preview) {
        List<List<String>> rows = new ArrayList<>();
        for (FailingImage image : preview.failing()) {
            image.workloads().stream()
                    .sorted()
                    .map(it -> List.of(it.namespace(), it.title(), name(image.reference(), image.digest()), why(image)))
                    .forEach(rows::add);
        }
        return rows;
    }

    private static void table(StringBuilder text, List<List<String>> rows, int most) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> shown = new ArrayList<>(List.of(HEADINGS));
        shown.addAll(rows.subList(0, Math.min(most, rows.size())));
        int[] widths = new int[HEADINGS.size() - 1];
        for (List<String> row : shown) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        text.append('\n');
        for (List<String> row : shown) {
            text.append(GAP);
            for (int i = 0; i < widths.length; i++) {
                text.append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(GAP);
            }
            text.append(row.get(widths.length)).append('\n');
        }
        if (rows.size() > most) {
            text.append(GAP).append("and ").append(rows.size() - most).append(" more\n");
        }
    }

    private static String name(Optional<ImageReference> reference, ImageDigest digest) {
        String shown = digest.value().substring(0, DIGEST_SHOWN);
        return reference.map(it -> it.name() + "@" + shown).orElse(shown);
    }

    private static String why(FailingImage image) {
        return image.why() + (image.findings().isEmpty() ? "" : " [" + String.join(", ", image.findings()) + "]");
    }
}
