/**
 * What an OpenAPI v3 structural schema makes of an object: fields that are pruned, defaults that are filled in, violations
 * that refuse it.
 */
@NullMarked
package dev.assay.standin.schema;

import org.jspecify.annotations.NullMarked;
