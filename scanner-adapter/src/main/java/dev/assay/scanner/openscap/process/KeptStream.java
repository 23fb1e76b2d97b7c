package dev.assay.scanner.openscap.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Drains a program's stream to its end, however long, and keeps its beginning and the lines that matter. */
final class KeptStream implements Runnable {
    private static final int MAX_TEXT = 8 * 1024;
    private static final int MAX_LINE = 4096;
    private static final int MAX_MARKED = 10;
    // So that a mark is found wherever an overlong line is cut.
    private static final int OVERLAP = 100;

    private final InputStream in;
    private final Set<String> marks;
    private final StringBuilder text = new StringBuilder();
    private final List<String> marked = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    KeptStream(InputStream in, Set<String> marks) {
        this.in = in;
        this.marks = marks;
    }

    @Override
    public void run() {
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            char[] buffer = new char[8192];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                take(buffer, read);
            }
            endLine();
        } catch (IOException e) {
            // The program was ended, and its stream with it: what was read until then stays.
            endLine();
        }
    }

    synchronized String text() {
        return text.toString();
    }

    synchronized List<String> marked() {
        return List.copyOf(marked);
    }

    private synchronized void take(char[] buffer, int length) {
        text.append(buffer, 0, Math.min(length, MAX_TEXT - text.length()));
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                endLine();
            } else {
                line.append(buffer[i]);
                shortenLine();
            }
        }
    }

    private void shortenLine() {
        if (line.length() == MAX_LINE) {
            String end = line.substring(MAX_LINE - OVERLAP);
            endLine();
            line.append(end);
        }
    }

    private synchronized void endLine() {
        String whole = line.toString();
        if (marked.size() < MAX_MARKED && marks.stream().anyMatch(whole::contains)) {
            marked.add(whole);
        }
        line.setLength(0);
    }
}
