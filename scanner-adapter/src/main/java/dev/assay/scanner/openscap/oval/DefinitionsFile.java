package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.packages.InstalledPackages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes the OVAL definitions that oscap is given for one image; the canaries are always among them. */
final class DefinitionsFile {
    private static final String OWN_GENERATOR = "<generator xmlns=\"" + Oval.DEFINITIONS + "\">"
            + "<product_name xmlns=\"" + Oval.COMMON + "\">Assay</product_name>"
            + "<schema_version xmlns=\"" + Oval.COMMON + "\">5.11.1</schema_version>"
            + "<timestamp xmlns=\"" + Oval.COMMON + "\">2000-01-01T00:00:00</timestamp></generator>\n";

    private DefinitionsFile() {}

    /** One definition, for which oscap has to collect every RPM package. */
    static void writeListing(Path file) throws IOException {
        String test = Canary.ID_PREFIX + "tst:1";
        String object = Canary.ID_PREFIX + "obj:1";
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, "<oval_definitions xmlns=\"" + Oval.DEFINITIONS + "\">\n" + OWN_GENERATOR);
            write(
                    out,
                    "<definitions>"
                            + Canary.definition(Canary.MUST_BE_TRUE, "AND", List.of(Canary.criterion(test)))
                            + "</definitions>\n<tests><rpminfo_test xmlns=\"" + Oval.LINUX + "\" id=\"" + test
                            + "\" version=\"1\" comment=\"all\" check=\"all\"><object object_ref=\"" + object
                            + "\"/></rpminfo_test></tests>\n<objects><rpminfo_object xmlns=\"" + Oval.LINUX + "\" id=\""
                            + object + "\" version=\"1\"><name operation=\"pattern match\">.*</name></rpminfo_object>"
                            + "</objects>\n</oval_definitions>\n");
        }
    }

    /** The canaries alone. */
    static void writeCanaries(Path file, InstalledPackages packages) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, "<oval_definitions xmlns=\"" + Oval.DEFINITIONS + "\">\n" + OWN_GENERATOR);
            Canary canary = new Canary(packages);
            for (Section section : Section.values()) {
                section(out, section, own(section, canary, ""), Optional.empty(), List.of());
            }
            write(out, "</oval_definitions>\n");
        }
    }

    /**
     * Elements of a feed.
     *
     * @param gates definitions of our own that go with them, as text
     */
    static void write(Path file, OvalFeed feed, Closure elements, String gates, InstalledPackages packages)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, "<oval_definitions xmlns=\"" + Oval.DEFINITIONS + "\">\n");
            out.write(feed.pieces().read(feed.generator()));
            Canary canary = new Canary(packages);
            for (Section section : Section.values()) {
                section(
                        out,
                        section,
                        own(section, canary, gates),
                        Optional.of(feed.pieces()),
                        elements.pieces(section));
            }
            write(out, "</oval_definitions>\n");
        }
    }

    private static String own(Section section, Canary canary, String gateDefinitions) {
        return switch (section) {
            case DEFINITIONS -> canary.definitions() + gateDefinitions;
            case TESTS -> canary.tests();
            case OBJECTS -> canary.objects();
            case STATES -> canary.states();
            case VARIABLES -> "";
        };
    }

    private static void section(
            OutputStream out, Section section, String own, Optional<Pieces> store, Collection<Piece> pieces)
            throws IOException {
        if (own.isEmpty() && pieces.isEmpty()) {
            return;
        }
        write(out, "<" + section.element() + ">\n" + own);
        for (Piece piece : pieces) {
            out.write(store.orElseThrow().read(piece));
            out.write('\n');
        }
        write(out, "</" + section.element() + ">\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
