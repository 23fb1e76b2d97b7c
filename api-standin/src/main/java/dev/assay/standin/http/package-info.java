/**
 * The wire: paths, bodies, tokens, discovery, lists, and watches over chunked answers and WebSockets.
 */
@NullMarked
package dev.assay.standin.http;

import org.jspecify.annotations.NullMarked;
