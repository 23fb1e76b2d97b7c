package dev.assay.scanner.planner;

import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.scanner.adapter.ScannerDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The scanners that have said that they are there. Anybody who may write to the channel can say so; the number is bounded.
 * Thread-safe.
 */
final class AnnouncedScanners {
    private static final Logger LOG = Logger.getLogger(AnnouncedScanners.class);
    private static final int MAX_SCANNERS = 100;

    private final Predicate<AdapterName> wanted;
    private final Consumer<ScannerDescription> onNew;
    private final Runnable onChange;
    private final Map<AdapterName, AnnouncedScanner> scanners = new HashMap<>();

    /**
     * @param wanted whether the adapter is to be asked at all
     * @param onChange called when one has other content, or other keys, than before
     */
    AnnouncedScanners(Predicate<AdapterName> wanted, Consumer<ScannerDescription> onNew, Runnable onChange) {
        this.wanted = wanted;
        this.onNew = onNew;
        this.onChange = onChange;
    }

    synchronized void take(ScannerAnnouncement announcement) {
        AdapterName name = announcement.scanner().adapter();
        if (!wanted.test(name)) {
            LOG.debugf("scanner is not asked, assay.planner.adapters does not list it adapter=%s", name);
            return;
        }
        AnnouncedScanner known = scanners.get(name);
        if (known == null) {
            add(name, announcement);
        } else if (known.announced(announcement)) {
            LOG.infof(
                    "scanner has changed adapter=%s version=%s content=%s",
                    name,
                    announcement.scanner().adapterVersion(),
                    announcement.scanner().contents());
            onChange.run();
        }
    }

    private void add(AdapterName name, ScannerAnnouncement announcement) {
        if (scanners.size() >= MAX_SCANNERS) {
            LOG.warnf("scanner is not asked, there are %d already adapter=%s", scanners.size(), name);
            return;
        }
        LOG.infof(
                "scanner is there adapter=%s version=%s content=%s",
                name,
                announcement.scanner().adapterVersion(),
                announcement.scanner().contents());
        AnnouncedScanner scanner = new AnnouncedScanner(announcement);
        scanners.put(name, scanner);
        onNew.accept(scanner);
    }
}
