package dev.assay.scanner.openscap.oval;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.root.ScanDirectory;
import dev.assay.scanner.openscap.rpm.RpmPackage;
import dev.assay.scanner.openscap.rpm.RpmPackages;
import dev.assay.scanner.openscap.rpm.RpmVersion;
import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlElement;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Has oscap itself list an image's RPM packages: nothing else here knows the formats of their databases. */
public final class RpmListing {
    private static final String CHARACTERISTICS = "http://oval.mitre.org/XMLSchema/oval-system-characteristics-5";
    private static final String ITEMS = CHARACTERISTICS + "#linux";
    /** Collected objects are marked with it that were looked at to the end, by the schema's {@code FlagEnumeration}. */
    private static final String WHOLE = "complete";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_+.-]{0,200}");
    private static final int MAX_PACKAGES = 100_000;

    private final Oscap oscap;

    public RpmListing(Oscap oscap) {
        this.oscap = oscap;
    }

    /**
     * @param environment from the preparation
     * @throws CannotTellException also when there is no package, since that is what a look that failed looks like
     */
    public RpmPackages list(ScanDirectory directory, Map<String, String> environment, Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        Path definitions = directory.file("listing.xml");
        Path items = directory.file("listing.items");
        DefinitionsFile.writeListing(definitions);
        if (oscap.owner().isPresent()) {
            directory.giveTo(oscap.owner().getAsInt());
        }
        oscap.run(
                List.of("oval", "collect", "--skip-validation", "--syschar", items.toString(), definitions.toString()),
                environment,
                directory.path(),
                Set.of(0),
                deadline);
        RpmPackages packages = new RpmPackages(read(items));
        if (!packages.isUsable()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "the image's RPM database has no package of which a version can be asked for");
        }
        return packages;
    }

    private static List<RpmPackage> read(Path items) throws CannotTellException {
        List<RpmPackage> packages = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(items))) {
            XmlCursor cursor = XmlCursor.over(in);
            while (cursor.nextElement()) {
                if (cursor.isAt(CHARACTERISTICS, "object")) {
                    checkThatAllWereSeen(cursor.attribute("flag").orElse(""));
                } else if (cursor.isAt(ITEMS, "rpminfo_item")) {
                    packages.add(item(cursor.element()));
                }
                if (packages.size() > MAX_PACKAGES) {
                    throw new XmlException("there are more than " + MAX_PACKAGES + " packages");
                }
            }
            return packages;
        } catch (XmlException | IOException e) {
            throw new CannotTellException(
                    FailureReason.REPORT_UNREADABLE,
                    "oscap's list of the image's RPM packages can't be read: " + CannotTellException.why(e),
                    e);
        }
    }

    private static void checkThatAllWereSeen(String flag) throws CannotTellException {
        if (!flag.equals(WHOLE)) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "oscap does not see all packages of the image's RPM database ('" + flag + "'): it has none, is"
                            + " damaged, or is of a kind that this oscap's RPM library can't read (Debian's reads sqlite"
                            + " and Berkeley DB, no ndb)");
        }
    }

    private static RpmPackage item(XmlElement item) throws XmlException {
        String name = text(item, "name");
        Optional<RpmVersion> version = RpmVersion.parse(text(item, "evr"));
        if (!NAME.matcher(name).matches() || version.isEmpty()) {
            throw new XmlException("a package has a name or version that rpm would not have written");
        }
        return new RpmPackage(name, version.get());
    }

    private static String text(XmlElement item, String child) {
        return item.children(child).findFirst().map(XmlElement::text).orElse("");
    }
}
