package org.pynenc.sample;

/**
 * What can be read off a photo.
 *
 * @param format the name of the format, such as {@code png}
 * @param width the width in pixels
 * @param height the height in pixels
 * @param bytes the size of the upload
 * @param averageColour the average over all pixels, such as {@code #80c0ff}
 * @param brightness from 0 for black to 1 for white
 */
record PhotoFacts(String format, int width, int height, int bytes, String averageColour, double brightness) {
}
