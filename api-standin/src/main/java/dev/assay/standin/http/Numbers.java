package dev.assay.standin.http;

import dev.assay.standin.answer.ApiFailure;

/** Numbers in query parameters. */
final class Numbers {
    private Numbers() {}

    /** 0 where the parameter is absent; a real server takes a negative one for absent too. */
    static int parameter(Exchange exchange, String name) {
        String text = exchange.parameter(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(0, Long.parseLong(text)));
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest("the parameter " + name + " must be a number, is \"" + text + "\"");
        }
    }
}
