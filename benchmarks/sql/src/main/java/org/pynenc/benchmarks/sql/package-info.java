/**
 * PostgreSQL as a store.
 */
@NullMarked
package org.pynenc.benchmarks.sql;

import org.jspecify.annotations.NullMarked;
