package dev.assay.contract.annotation;

import dev.assay.contract.lenient.RepairKind;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Undoes Go's {@code string(count)}, which gives not the count's digits but the character with that code: 3 becomes
 * U+0003, 66 becomes "B", and 48 becomes "0".
 *
 * <p>By itself only a lone control character gives that away, and not all of them: tab and line breaks are also what a shell
 * leaves behind. The one writer known to do it, OpsSight 2, is told by its name and empty scanner version. There every lone
 * character is a code, except a digit, which a corrected version would write for the counts 0 to 9. The digit 0 beside
 * "not compliant" is a code still: that writer states compliance if and only if it counted nothing.
 */
final class CharacterCounts {
    private static final String OPSSIGHT = "BlackDucksoftware";

    private final boolean isOpsSight;
    private final Compliance compliance;
    private final Repairs repairs;

    CharacterCounts(String name, Optional<String> scannerVersion, Compliance compliance, Repairs repairs) {
        this.isOpsSight =
                name.equals(OPSSIGHT) && scannerVersion.map(String::isEmpty).orElse(false);
        this.compliance = compliance;
        this.repairs = repairs;
    }

    List<SummaryItem> undo(List<SummaryItem> summary) throws UnreadableTextException {
        List<SummaryItem> items = new ArrayList<>();
        for (SummaryItem item : summary) {
            String data = item.data();
            if (data.codePointCount(0, data.length()) == 1 && isCode(data.codePointAt(0))) {
                repairs.add(RepairKind.CHARACTER_FOR_NUMBER, "summary[" + items.size() + "].data");
                data = Integer.toString(data.codePointAt(0));
            }
            items.add(new SummaryItem(item.label(), data, item.severityIndex(), item.reference()));
        }
        return items;
    }

    private boolean isCode(int character) {
        if (!isOpsSight) {
            return Character.isISOControl(character) && !Character.isWhitespace(character) && character != 0x85;
        }
        if (character >= '0' && character <= '9') {
            return character == '0' && compliance == Compliance.NON_COMPLIANT;
        }
        return true;
    }
}
