package dev.assay.scanner.openscap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An RPM database as rpm wrote it until 4.16, in Berkeley DB. No rpm of today writes one, so that it is loaded from one of SQLite:
 * the same headers, and the index of names.
 */
final class BerkeleyDatabase {
    private static final HexFormat HEX = HexFormat.of();
    /** By convention, the key 0 has the highest number of a header. */
    private static final int HIGHEST = 0;

    private BerkeleyDatabase() {}

    /** @param directory in which {@code Packages} and {@code Name} come to be; exists */
    static void load(Path sqlite, Path directory) throws IOException, InterruptedException {
        Map<String, String> packages = new LinkedHashMap<>();
        int highest = 0;
        for (String row : rows(sqlite, directory, "select hnum, hex(blob) from Packages order by hnum")) {
            String[] words = row.split("\\|", -1);
            highest = Integer.parseInt(words[0]);
            packages.put(number(highest), words[1].toLowerCase(Locale.ROOT));
        }
        packages.put(number(HIGHEST), number(highest));
        Map<String, String> names = new LinkedHashMap<>();
        for (String row : rows(sqlite, directory, "select key, hnum, idx from Name order by key, hnum")) {
            String[] words = row.split("\\|", -1);
            String key = HEX.formatHex(words[0].getBytes(StandardCharsets.UTF_8));
            names.merge(key, number(Integer.parseInt(words[1])) + number(Integer.parseInt(words[2])), String::concat);
        }
        write(packages, directory, "Packages");
        write(names, directory, "Name");
    }

    private static Iterable<String> rows(Path sqlite, Path directory, String query)
            throws IOException, InterruptedException {
        return RealTool.lines(directory, Optional.empty(), "sqlite3", sqlite.toString(), query);
    }

    /** @param entries in hexadecimal */
    private static void write(Map<String, String> entries, Path directory, String file)
            throws IOException, InterruptedException {
        StringBuilder dump = new StringBuilder("VERSION=3\nformat=bytevalue\ntype=hash\nHEADER=END\n");
        entries.forEach((key, value) ->
                dump.append(' ').append(key).append("\n ").append(value).append('\n'));
        dump.append("DATA=END\n");
        RealTool.lines(directory, Optional.of(dump.toString()), "db5.3_load", file);
        Files.delete(directory.resolve("stderr"));
    }

    private static String number(int number) {
        return HEX.formatHex(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array());
    }
}
