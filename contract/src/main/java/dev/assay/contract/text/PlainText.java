package dev.assay.contract.text;

/** Makes text of unknown origin safe for one line of a message, a log or an annotation. */
public final class PlainText {
    private static final int EXCERPT = 80;
    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    /** Control characters and line separators become spaces, halves of surrogate pairs become U+FFFD. */
    public static String oneLine(String text) {
        return text.codePoints()
                .map(PlainText::shown)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** At most {@code max} code points; what was longer ends in an ellipsis. {@code max} is 1 or more. */
    public static String shorten(String text, int max) {
        // A text of no more chars than that can't have more code points; spares counting.
        if (text.length() <= max || text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** The start of {@code text} in single quotes, for error messages. */
    public static String excerpt(String text) {
        return "'" + oneLine(shorten(text, EXCERPT)) + "'";
    }

    private static int shown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> REPLACEMENT;
            default -> codePoint;
        };
    }
}
