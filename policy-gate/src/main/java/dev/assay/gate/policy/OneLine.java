package dev.assay.gate.policy;

import java.util.regex.Pattern;

/** Text of others on its way into messages: no control or formatting characters, and not longer than allowed. */
final class OneLine {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\s]+");

    private OneLine() {}

    static String of(String text, int maxLength) {
        String clean = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        if (clean.length() <= maxLength) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(maxLength - 2)) ? maxLength - 2 : maxLength - 1;
        return clean.substring(0, end) + "…";
    }
}
