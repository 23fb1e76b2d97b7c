package dev.assay.standin.http;

import java.util.OptionalInt;

/** Something that goes wrong with a request before anybody has looked at it. */
public sealed interface Fault {
    /** It is answered with that status. */
    record Answer(int status, OptionalInt retryAfterSeconds) implements Fault {}

    /** Its connection is closed. */
    record CloseConnection() implements Fault {}

    /** It is never answered; the connection stays open. */
    record NoAnswer() implements Fault {}
}
