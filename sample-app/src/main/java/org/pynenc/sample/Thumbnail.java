package org.pynenc.sample;

/**
 * A small version of a photo.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param contentType the media type of the bytes
 * @param bytes the encoded picture
 */
record Thumbnail(int width, int height, String contentType, byte[] bytes) {
}
