/** XML from others: no document type, no entities, bounded depth and size. */
@NullMarked
package dev.assay.scanner.openscap.xml;

import org.jspecify.annotations.NullMarked;
