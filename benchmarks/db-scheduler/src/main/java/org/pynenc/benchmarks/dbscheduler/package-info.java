/**
 * db-scheduler as a contender.
 */
@NullMarked
package org.pynenc.benchmarks.dbscheduler;

import org.jspecify.annotations.NullMarked;
