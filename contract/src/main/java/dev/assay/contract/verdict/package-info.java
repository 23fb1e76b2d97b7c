/** What the policy gate decided on an image, and why. */
@NullMarked
package dev.assay.contract.verdict;

import org.jspecify.annotations.NullMarked;
