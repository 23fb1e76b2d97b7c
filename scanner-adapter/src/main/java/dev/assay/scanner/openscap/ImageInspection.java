package dev.assay.scanner.openscap;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.dpkg.DebianArchitecture;
import dev.assay.scanner.openscap.dpkg.DpkgDatabase;
import dev.assay.scanner.openscap.dpkg.PackageSet;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.os.OsRelease;
import dev.assay.scanner.openscap.os.OsReleaseFile;
import dev.assay.scanner.openscap.oval.RpmListing;
import dev.assay.scanner.openscap.oval.ScanSubject;
import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.root.PreparedRoot;
import dev.assay.scanner.openscap.root.ScanDirectory;
import dev.assay.scanner.openscap.root.WantedFiles;
import dev.assay.scanner.openscap.rpm.RpmDatabase;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a pulled image to a folder that oscap can look at, or the reason why there is no use in it. */
final class ImageInspection {
    private static final int MAX_SHOWN = 10;

    private final Path workDirectory;
    private final long databaseLimit;
    private final long rpmLimit;
    private final RpmListing listing;
    private final Oscap oscap;
    private final boolean forRules;

    /**
     * @param databaseLimit of dpkg's database, in bytes
     * @param rpmLimit of an RPM database, in bytes
     * @param forRules whether configuration is looked at, and not packages alone. It is the same for each scan, so that the
     *     next one finds what was kept of this one, whichever of the two is looked at.
     */
    ImageInspection(Path workDirectory, long databaseLimit, long rpmLimit, Oscap oscap, boolean forRules) {
        this.workDirectory = workDirectory;
        this.databaseLimit = databaseLimit;
        this.rpmLimit = rpmLimit;
        this.oscap = oscap;
        this.listing = new RpmListing(oscap);
        this.forRules = forRules;
    }

    /** @throws CannotTellException for images that oscap would misjudge */
    InspectedImage inspect(PulledImage image, Instant deadline) throws CannotTellException, InterruptedException {
        ScanDirectory directory = createDirectory();
        try {
            return inspect(image, directory, deadline);
        } catch (CannotTellException | InterruptedException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private ScanDirectory createDirectory() throws CannotTellException {
        try {
            return ScanDirectory.create(workDirectory);
        } catch (IOException e) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "no folder for the scan can be made in " + workDirectory + " (assay.openscap.work-directory): "
                            + CannotTellException.why(e),
                    e);
        }
    }

    private InspectedImage inspect(PulledImage image, ScanDirectory directory, Instant deadline)
            throws CannotTellException, InterruptedException {
        try {
            WantedFiles wanted = new WantedFiles(forRules);
            image.extract(directory.root(), wanted);
            OsRelease os = operatingSystem(directory);
            ScanSubject subject = new ScanSubject(image.manifestDigest(), image.memory());
            Optional<RpmDatabase> rpm = RpmDatabase.find(directory.root(), rpmLimit);
            if (rpm.isPresent() || os.isRpmBased()) {
                return withRpm(image, subject, directory, os, rpm, deadline);
            }
            DpkgDatabase database = DpkgDatabase.read(directory.root(), databaseLimit);
            PackageSet packages = new PackageSet(database.packages(), DebianArchitecture.of(image.platform()));
            Map<String, String> environment = PreparedRoot.prepare(directory, packages, target(image));
            return new InspectedImage(
                    subject, directory, os, packages, environment, database.unreadable(), notes(database, packages));
        } catch (ImagePullException e) {
            throw new CannotTellException(
                    e.reason(), "the image's files could not be read: " + CannotTellException.why(e), e);
        } catch (IOException e) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "the scan's folder could not be made ready: " + CannotTellException.why(e),
                    e);
        }
    }

    private InspectedImage withRpm(
            PulledImage image,
            ScanSubject subject,
            ScanDirectory directory,
            OsRelease os,
            Optional<RpmDatabase> database,
            Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        Optional<String> trouble = oscap.rpmTrouble();
        if (trouble.isPresent()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR, "cannot look into RPM databases here, because " + trouble.get());
        }
        if (database.isEmpty()) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "the image is RPM-based (" + os.prettyName()
                            + ") and has no RPM database, so what is in it can't be" + " compared with advisories");
        }
        if (DpkgDatabase.isThere(directory.root())) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "the image has both an RPM database and one of dpkg, and oscap is shown only one; of the other's"
                            + " packages nothing would be said");
        }
        Map<String, String> environment = PreparedRoot.prepare(directory, database.get(), target(image));
        InstalledPackages packages = listing.list(directory, environment, deadline);
        return new InspectedImage(subject, directory, os, packages, environment, 0, List.of());
    }

    private static OsRelease operatingSystem(ScanDirectory directory) throws CannotTellException, IOException {
        Optional<OsRelease> os = OsReleaseFile.read(directory.root());
        return os.orElseThrow(() -> new CannotTellException(
                FailureReason.NOT_APPLICABLE,
                "the image does not say which operating system it is: it has neither " + OsReleaseFile.PATHS.get(0)
                        + " nor " + OsReleaseFile.PATHS.get(1)));
    }

    private static String target(PulledImage image) {
        return image.reference().name() + "@" + image.manifestDigest();
    }

    private static List<String> notes(DpkgDatabase database, PackageSet packages) {
        List<String> notes = new ArrayList<>();
        if (database.unreadable() > 0) {
            notes.add(database.unreadable()
                    + " entries of the image's package database can't be read; those packages were not looked at");
        }
        List<String> several = packages.inSeveralVersions();
        if (!several.isEmpty()) {
            notes.add("of packages that are there in several versions only the oldest was looked at: "
                    + String.join(", ", several.subList(0, Math.min(MAX_SHOWN, several.size())))
                    + (several.size() > MAX_SHOWN ? ", …" : ""));
        }
        return notes;
    }
}
