package dev.assay.contract.lenient;

/** Everything that a lenient reader repairs. What isn't here makes a value unreadable. */
public enum RepairKind {
    // How the text is written
    SINGLE_QUOTES("texts in single quotes, JSON has double ones"),
    UNQUOTED_NAMES("field names without quotes"),
    RAW_CONTROL_CHARACTERS("line breaks or other control characters inside a text, not escaped"),
    TRAILING_COMMA("a comma after the last item"),
    BYTE_ORDER_MARK("a byte order mark before the value"),
    UNESCAPED_QUOTES("a list in quotes whose own quotes are not escaped; read as the list"),
    JSON_IN_TEXT("a text that holds JSON, read as that JSON"),
    GO_TEXT("Go's printed form of a list of maps, not JSON"),

    // Which fields there are
    FIELD_NAME_CASE("the field's name in other upper and lower case"),
    UNKNOWN_FIELD("not a field of the format, ignored"),
    SCORE_FOR_DATA("the field is named 'score', an early draft's name for 'data'"),
    MISSING_NAME("required, and not there"),
    MISSING_REFERENCE("required, and not there"),
    MISSING_LABEL("not there, read as an empty text"),
    MISSING_DATA("not there, read as an empty text"),
    MISSING_SEVERITY_INDEX("not there"),
    ITEM_WITHOUT_LIST("one item that should be a list of one"),

    // What is in them
    NUMBER_FOR_TEXT("a number that should be a text"),
    BOOLEAN_FOR_TEXT("true or false that should be a text"),
    TEXT_FOR_BOOLEAN("a text that should be true or false without quotes"),
    TEXT_FOR_NUMBER("a text that should be a number"),
    CHARACTER_FOR_NUMBER("the character with this code, as Go's string(int) makes it, where the number was meant"),
    EPOCH_SECONDS("seconds since 1970, not an RFC 3339 time"),
    EPOCH_MILLISECONDS("milliseconds since 1970, not an RFC 3339 time"),
    GO_TIME("Go's printed form of a time, not RFC 3339"),
    TIME_WITHOUT_ZONE("a time without its offset, read as UTC"),
    TIME_WITH_SPACE("a space between date and time, RFC 3339 in JSON has a 'T'"),
    EMPTY_REFERENCE("an empty text where a URL belongs, read as none"),
    UNUSABLE_REFERENCE("not an absolute http or https URL, left out"),

    // Annotation keys
    SINGULAR_PREFIX("the prefix is quality.images.openshift.io, in the plural"),
    KEY_CASE("quality type and provider are written in lower case");

    private final String description;

    RepairKind(String description) {
        this.description = description;
    }

    /** What was wrong, for people; reads on after the field's path and a colon. */
    public String description() {
        return description;
    }
}
