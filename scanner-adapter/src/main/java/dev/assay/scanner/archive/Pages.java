package dev.assay.scanner.archive;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The HTML templates. */
@CheckedTemplate(basePath = "reports")
final class Pages {
    private Pages() {}

    static native TemplateInstance report(ReportView view);

    static native TemplateInstance list(List<ListedReport> reports);

    static native TemplateInstance missing(String what);
}
