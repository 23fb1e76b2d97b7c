package dev.assay.scanner.openscap;

import dev.assay.scanner.openscap.os.OsRelease;
import dev.assay.scanner.openscap.oval.ScanSubject;
import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.root.ScanDirectory;
import java.util.List;
import java.util.Map;

/**
 * An image, ready to be looked at.
 *
 * @param environment what oscap has to be told to look there
 * @param unreadable how many entries of its package database say nothing that could be looked up
 * @param notes what a reader of any result should know
 */
record InspectedImage(
        ScanSubject subject,
        ScanDirectory directory,
        OsRelease os,
        InstalledPackages packages,
        Map<String, String> environment,
        int unreadable,
        List<String> notes)
        implements AutoCloseable {
    @Override
    public void close() {
        directory.close();
    }
}
