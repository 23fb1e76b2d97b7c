/** The strings that tests pull on a stand-in, its program, and the clients that have to get along with it. */
@NullMarked
package dev.assay.standin;

import org.jspecify.annotations.NullMarked;
