package dev.assay.standin.answer;

/**
 * One thing that is wrong with an object.
 *
 * @param reason the API's word for it, such as {@code FieldValueInvalid}
 * @param field path to it, such as {@code metadata.annotations}
 */
public record Cause(String reason, String message, String field) {
    public static Cause invalid(String field, String why) {
        return new Cause("FieldValueInvalid", "Invalid value: " + why, field);
    }

    public static Cause required(String field, String why) {
        return new Cause("FieldValueRequired", "Required value: " + why, field);
    }

    public static Cause unsupported(String field, String why) {
        return new Cause("FieldValueNotSupported", "Unsupported value: " + why, field);
    }

    public static Cause duplicate(String field, String why) {
        return new Cause("FieldValueDuplicate", "Duplicate value: " + why, field);
    }

    public static Cause tooLong(String field, String why) {
        return new Cause("FieldValueTooLong", "Too long: " + why, field);
    }

    public static Cause wrongType(String field, String why) {
        return new Cause("FieldValueTypeInvalid", "Invalid value: " + why, field);
    }

    public static Cause forbidden(String field, String why) {
        return new Cause("FieldValueForbidden", "Forbidden: " + why, field);
    }
}
