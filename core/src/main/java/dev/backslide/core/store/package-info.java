/** What a store of measurements and alerts answers and does, whichever keeps it: a folder, a database, a pipeline behind HTTP. */
@NullMarked
package dev.backslide.core.store;

import org.jspecify.annotations.NullMarked;
