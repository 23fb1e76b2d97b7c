package dev.assay.gate.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The custom resource; it holds for the Pods of its namespace. */
@Group(ImageQualityPolicy.GROUP)
@Version(ImageQualityPolicy.VERSION)
@Kind(ImageQualityException.KIND)
@Plural(ImageQualityException.PLURAL)
@ShortNames("iqe")
@AdditionalPrinterColumn(name = "Findings", jsonPath = ".spec.findings")
@AdditionalPrinterColumn(name = "Until", jsonPath = ".spec.until")
@AdditionalPrinterColumn(name = "Approved By", jsonPath = ".spec.approvedBy")
@AdditionalPrinterColumn(name = "Accepted", jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status")
public final class ImageQualityException extends CustomResource<ImageQualityExceptionSpec, ImageQualityExceptionStatus>
        implements Namespaced {
    static final String KIND = "ImageQualityException";
    static final String PLURAL = "imagequalityexceptions";
    private static final long serialVersionUID = 1L;

    /** Here for its annotation alone: an object without it would accept nothing. */
    @Required
    @Override
    public ImageQualityExceptionSpec getSpec() {
        return super.getSpec();
    }
}
