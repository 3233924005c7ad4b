/**
 * The runner's side: claims work, executes it in threads, keeps its lease, and takes back
 * what dead runners left.
 */
@NullMarked
package org.pynenc.runner;

import org.jspecify.annotations.NullMarked;
