package dev.assay.scanner.archive;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;

/** Knows the address of each report's page, before there is a report. */
@ApplicationScoped
public class ReportAddress {
    private final String base;

    @Inject
    ReportAddress(ArchiveConfig config) {
        this(config.publicUrl());
    }

    /** @throws IllegalArgumentException when {@code publicUrl} isn't an http or https URL with a host */
    public ReportAddress(URI publicUrl) {
        String scheme =
                publicUrl.getScheme() == null ? "" : publicUrl.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || publicUrl.getHost() == null) {
            throw new IllegalArgumentException("assay.archive.public-url is '" + publicUrl
                    + "', but reports can only be read over http or https: give it a URL such as"
                    + " https://assay.example.test");
        }
        String text = publicUrl.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The page for people; the same with {@code .json} is for programs. */
    public URI of(ImageDigest digest, QualityAnnotationKey key) {
        return URI.create(base + "/reports/" + digest + "/" + key.shortForm());
    }
}
