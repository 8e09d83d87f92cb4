/** What an account may spend: rolling windows, the day, concurrency, and who goes next. */
@NullMarked
package org.crmmigration.loader.budget;

import org.jspecify.annotations.NullMarked;
