/** Text for people: visible, in the singular and plural, without secrets; and times as people write them. */
@NullMarked
package dev.backslide.core.text;

import org.jspecify.annotations.NullMarked;
