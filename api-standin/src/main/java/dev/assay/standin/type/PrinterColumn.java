package dev.assay.standin.type;

import dev.assay.standin.json.FieldPath;

/**
 * A column of table answers beside the name.
 *
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}; a date is shown as an age
 * @param priority 0 = always shown
 */
public record PrinterColumn(
        String name, String type, String format, String description, int priority, FieldPath path) {}
