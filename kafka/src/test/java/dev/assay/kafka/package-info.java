@NullMarked
package dev.assay.kafka;

import org.jspecify.annotations.NullMarked;
