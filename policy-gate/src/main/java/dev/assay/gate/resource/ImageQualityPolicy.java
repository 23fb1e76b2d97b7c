package dev.assay.gate.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The custom resource; cluster-scoped, because Images are. */
@Group(ImageQualityPolicy.GROUP)
@Version(ImageQualityPolicy.VERSION)
@Kind(ImageQualityPolicy.KIND)
@Plural(ImageQualityPolicy.PLURAL)
@ShortNames("iqp")
@AdditionalPrinterColumn(name = "Actions", jsonPath = ".spec.validationActions")
@AdditionalPrinterColumn(name = "Accepted", jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status")
@AdditionalPrinterColumn(name = "Images", jsonPath = ".status.images", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Denied", jsonPath = ".status.denied", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Would Deny",
        jsonPath = ".status.wouldDeny",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Workloads",
        jsonPath = ".status.affectedWorkloads",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ImageQualityPolicy extends CustomResource<ImageQualityPolicySpec, ImageQualityPolicyStatus> {
    static final String GROUP = "assay.dev";
    static final String VERSION = "v1alpha1";
    static final String KIND = "ImageQualityPolicy";
    static final String PLURAL = "imagequalitypolicies";
    private static final long serialVersionUID = 1L;

    /** Here for its annotation alone: an object without it would be a policy that says nothing. */
    @Required
    @Override
    public ImageQualityPolicySpec getSpec() {
        return super.getSpec();
    }
}
