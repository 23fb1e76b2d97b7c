package dev.assay.testbed.debian;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads control files paragraph by paragraph, however many there are. */
final class Stanzas {
    private static final int MAX_STANZA = 1 << 20;

    private final Consumer<Stanza> sink;
    private Map<String, StringBuilder> fields = new LinkedHashMap<>();
    private StringBuilder last = new StringBuilder();
    private int size;

    private Stanzas(Consumer<Stanza> sink) {
        this.sink = sink;
    }

    /**
     * Lines that belong to no field are skipped, and of a field that comes twice the first counts.
     *
     * @throws IOException when a paragraph is larger than 1 MiB, too
     */
    static void read(InputStream in, Consumer<Stanza> sink) throws IOException {
        Stanzas reader = new Stanzas(sink);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reader.take(line);
        }
        reader.finish();
    }

    private void take(String line) throws IOException {
        if (line.isBlank()) {
            finish();
            return;
        }
        size += line.length();
        if (size > MAX_STANZA) {
            throw new IOException("a paragraph of a control file is larger than " + MAX_STANZA + " characters");
        }
        int colon = line.indexOf(':');
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            last.append('\n').append(line);
        } else if (colon > 0) {
            last = new StringBuilder(line.substring(colon + 1).strip());
            fields.putIfAbsent(line.substring(0, colon), last);
        }
    }

    private void finish() {
        if (!fields.isEmpty()) {
            Map<String, String> texts = new LinkedHashMap<>();
            fields.forEach((name, value) -> texts.put(name, value.toString()));
            sink.accept(new Stanza(texts));
        }
        fields = new LinkedHashMap<>();
        last = new StringBuilder();
        size = 0;
    }
}
