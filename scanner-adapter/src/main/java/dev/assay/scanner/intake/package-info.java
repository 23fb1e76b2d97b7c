/**
 * Takes push notifications from registries, and wishes from people. Registries are never made to wait and never trusted: a
 * notification is a hint about an image on an allowed registry, or it is dropped. Each kind of registry is one class, a
 * {@link dev.assay.scanner.intake.RegistryNotification}.
 */
@NullMarked
package dev.assay.scanner.intake;

import org.jspecify.annotations.NullMarked;
