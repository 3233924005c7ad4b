/**
 * What every backend must keep, as tests: a backend's own tests extend the contract of
 * each SPI that it implements. Published as the test-jar of this module.
 */
package org.pynenc.contract;
