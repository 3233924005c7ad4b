package org.pynenc.sample;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the photo service.
 *
 * @param maxSize how many bytes an upload may have
 * @param maxPixels how many pixels a picture may have
 * @param maxSide how many pixels a picture may be wide or high
 * @param thumbnailSizes the longer sides of the thumbnails, in pixels
 * @param captionFailures how many attempts in a row the caption service fails for each
 * photo
 */
@ConfigurationProperties("photos")
record PhotoProperties(@DefaultValue("5MB") DataSize maxSize, @DefaultValue("25000000") long maxPixels,
		@DefaultValue("20000") int maxSide, @DefaultValue( {
				"64", "160", "320" }) List<Integer> thumbnailSizes,
		@DefaultValue("1") int captionFailures){

}
