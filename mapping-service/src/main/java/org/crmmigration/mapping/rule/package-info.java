/** What a mapping file says, as values: choices, conditions, expressions and the rules made of them. */
@NullMarked
package org.crmmigration.mapping.rule;

import org.jspecify.annotations.NullMarked;
