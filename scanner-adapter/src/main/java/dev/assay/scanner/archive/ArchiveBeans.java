package dev.assay.scanner.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the one archive of the process. */
@ApplicationScoped
class ArchiveBeans {
    @Produces
    @Singleton
    DirectoryArchive archive(ArchiveConfig config, ReportAddress address) {
        return new DirectoryArchive(config.directory(), config.maxReport().asLongValue(), address);
    }

    @Produces
    @Singleton
    ImageFacts facts(DirectoryArchive archive, ArchiveConfig config) {
        return archive.facts(config.maxFacts().asLongValue());
    }
}
