package dev.assay.testbed.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.io.IOException;
import java.util.Optional;

/** Asks registries which digest a reference means now, with the credentials of the user's docker config. */
public final class ReferenceResolver {
    /** @throws IOException when the registry doesn't say; the message names it and the reason */
    public ImageDigest resolve(ImageReference reference) throws IOException {
        if (reference.digest().isPresent()) {
            return reference.digest().get();
        }
        try {
            return new ImageDigest(ask(reference));
        } catch (IOException | RegistryException | CredentialRetrievalException | InvalidImageReferenceException e) {
            throw new IOException(
                    reference + " could not be resolved to a digest by " + reference.registry() + ": " + e.getMessage(),
                    e);
        }
    }

    private static String ask(ImageReference reference)
            throws IOException, RegistryException, CredentialRetrievalException, InvalidImageReferenceException {
        com.google.cloud.tools.jib.api.ImageReference image =
                com.google.cloud.tools.jib.api.ImageReference.parse(reference.toString());
        CredentialRetriever dockerConfig =
                CredentialRetrieverFactory.forImage(image, event -> {}).dockerConfig();
        Optional<Credential> credential = dockerConfig.retrieve();
        RegistryClient.Factory factory = RegistryClient.factory(
                        EventHandlers.NONE, image.getRegistry(), image.getRepository(), http(reference))
                .setUserAgent("assay-testbed");
        credential.ifPresent(factory::setCredential);
        RegistryClient registry = factory.newRegistryClient();
        credential.ifPresent(it -> registry.configureBasicAuth());
        try {
            return digest(registry, image.getQualifier());
        } catch (RegistryUnauthorizedException e) {
            if (!registry.doPullBearerAuth()) {
                throw e;
            }
            return digest(registry, image.getQualifier());
        }
    }

    private static String digest(RegistryClient registry, String qualifier) throws IOException, RegistryException {
        return registry.pullManifest(qualifier).getDigest().toString();
    }

    /** Plain HTTP is for this machine's own registries alone. */
    private static FailoverHttpClient http(ImageReference reference) {
        return new FailoverHttpClient(isLoopback(reference), false, event -> {});
    }

    /** Whether the registry is on this machine, where plain HTTP harms nobody. */
    public static boolean isLoopback(ImageReference reference) {
        String host = reference.registry().replaceAll(":[0-9]+$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }
}
