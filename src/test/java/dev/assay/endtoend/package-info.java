/**
 * The packaged process against a real registry, the real {@code oscap}, and the stand-in for the API server. Images and the
 * feed are made here, so that what is true of them is known.
 */
package dev.assay.endtoend;
